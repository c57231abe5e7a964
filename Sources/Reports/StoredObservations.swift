import Diagnostics
import Notation

/// Reads the observations of a stored report one by one, leaving their sentences and fields where they stand.
struct StoredObservations {
  private(set) var observations: [Observation] = []
  /// The first that is not as the contract has it.
  private(set) var problem: ReportProblem?
  private let bytes: [UInt8]
  private var names: [String: String] = [:]
  /// What many observations are about, by its JSON.
  private var subjects: [String: Subject] = [:]
  private static let mostSubjects = 1000

  init(in bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the array of all observations, or null.
  mutating func read(_ reader: inout JSONReader) throws(JSONProblem) {
    observations = []
    guard reader.isAtArray else {
      if try reader.value() != .null { refuse("observations", "an array is expected") }
      return
    }
    try reader.array { reader throws(JSONProblem) in try element(&reader) }
  }

  private mutating func refuse(_ place: String, _ message: String) {
    if problem == nil { problem = ReportProblem(place: place, message: message) }
  }

  private mutating func element(_ reader: inout JSONReader) throws(JSONProblem) {
    let place = "observations[\(observations.count)]"
    guard reader.isAtObject else {
      refuse(place, "an object is expected")
      try reader.skip()
      return
    }
    var parts = Parts()
    try reader.object { reader, name throws(JSONProblem) in
      switch name {
      case "id": parts.id = try text(&reader, name, place)
      case "kind": parts.kind = try text(&reader, name, place).map { shared($0) }
      case "probe": parts.probe = try text(&reader, name, place).map { shared($0) }
      case "subject": parts.subject = try subject(&reader, place)
      case "summary": parts.summary = try start(of: reader.isAtString, "a text", &reader, name, place)
      case "data": parts.data = try start(of: reader.isAtObject, "an object", &reader, name, place)
      case "at_ms": parts.at = try number(&reader, name, place)
      default: try reader.skip()
      }
    }
    add(parts, place)
  }

  /// What is known of one observation.
  private struct Parts {
    var id, kind, probe: String?
    var subject: Subject = [:]
    var summary, data: Int?
    var at: Double?
  }

  private mutating func add(_ parts: Parts, _ place: String) {
    if parts.id == nil { refuse(place + ".id", "is missing; a text is expected") }
    if parts.kind == nil { refuse(place + ".kind", "is missing; a text is expected") }
    observations.append(
      Observation(
        id: parts.id ?? "", kind: parts.kind ?? "", probe: parts.probe ?? "", subject: parts.subject,
        stored: StoredContent(in: bytes, summary: parts.summary, data: parts.data), atMilliseconds: parts.at ?? 0))
  }

  private mutating func text(_ reader: inout JSONReader, _ name: String, _ place: String) throws(JSONProblem) -> String?
  {
    let value = try reader.value()
    if value != .null, value.text == nil { refuse("\(place).\(name)", "a text is expected") }
    return value.text
  }

  private mutating func number(
    _ reader: inout JSONReader, _ name: String, _ place: String
  ) throws(JSONProblem) -> Double? {
    let value = try reader.value()
    if value != .null, value.number == nil { refuse("\(place).\(name)", "a number is expected") }
    return value.number
  }

  /// Where a value begins that is read later; nil where it is null.
  private mutating func start(
    of isThere: Bool, _ expected: String, _ reader: inout JSONReader, _ name: String, _ place: String
  ) throws(JSONProblem) -> Int? {
    if isThere { return try reader.skip() }
    if try reader.value() != .null { refuse("\(place).\(name)", "\(expected) or null is expected") }
    return nil
  }

  private mutating func subject(_ reader: inout JSONReader, _ place: String) throws(JSONProblem) -> Subject {
    guard reader.isAtObject else {
      if try reader.value() != .null { refuse("\(place).subject", "an object or null is expected") }
      return [:]
    }
    var ahead = reader
    let start = try ahead.skip()
    let json = String(decoding: bytes[start..<ahead.position], as: UTF8.self)
    if let known = subjects[json] {
      reader = ahead
      return known
    }
    let subject = ReportReader.subject(try reader.value().members ?? [:])
    if subjects.count < Self.mostSubjects { subjects[json] = subject }
    return subject
  }

  /// One storage for each of the few names that stand in very many observations.
  private mutating func shared(_ name: String) -> String {
    if let known = names[name] { return known }
    if names.count < Self.mostSubjects { names[name] = name }
    return name
  }
}
