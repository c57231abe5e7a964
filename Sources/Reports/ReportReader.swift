import Diagnostics
import Notation

/// Reads the members of one JSON object of a stored report, and says where something is missing.
struct ReportReader {
  let members: [String: Value]
  /// Where the object stands: `causes[0]`; empty for the report itself.
  let place: String

  init(_ value: Value, place: String) throws(ReportProblem) {
    guard let members = value.members else {
      throw ReportProblem(place: place.isEmpty ? "report" : place, message: "an object is expected")
    }
    self.members = members
    self.place = place
  }

  func problem(_ name: String, _ message: String) -> ReportProblem {
    ReportProblem(place: place.isEmpty ? name : "\(place).\(name)", message: message)
  }

  /// The problem of a member that is missing, or of another kind.
  private func expected(_ kind: String, _ name: String) -> ReportProblem {
    problem(name, isMissing(name) ? "is missing; \(kind) is expected" : "\(kind) is expected")
  }

  private func isMissing(_ name: String) -> Bool { (members[name] ?? .null) == .null }

  func text(_ name: String) throws(ReportProblem) -> String {
    guard let text = members[name]?.text else { throw expected("a text", name) }
    return text
  }

  /// A text, or another one where there is none or null.
  func text(_ name: String, otherwise text: String) throws(ReportProblem) -> String {
    try textIfAny(name) ?? text
  }

  /// A text, or nil where there is none or null.
  func textIfAny(_ name: String) throws(ReportProblem) -> String? {
    switch members[name] {
    case nil, .null?: return nil
    case .string(let text)?: return text
    default: throw problem(name, "a text or null is expected")
    }
  }

  func texts(_ name: String) throws(ReportProblem) -> [String] {
    try list(name) { value, place throws(ReportProblem) in
      guard let text = value.text else { throw ReportProblem(place: place, message: "a text is expected") }
      return text
    }
  }

  func number(_ name: String) throws(ReportProblem) -> Double {
    guard let number = members[name]?.number else { throw expected("a number", name) }
    return number
  }

  func number(_ name: String, otherwise number: Double) throws(ReportProblem) -> Double {
    isMissing(name) ? number : try self.number(name)
  }

  func integer(_ name: String) throws(ReportProblem) -> Int {
    guard case .int(let number)? = members[name] else { throw expected("an integer", name) }
    return number
  }

  func flag(_ name: String) throws(ReportProblem) -> Bool {
    guard case .bool(let flag)? = members[name] else { throw expected("true or false", name) }
    return flag
  }

  func flag(_ name: String, otherwise flag: Bool) throws(ReportProblem) -> Bool {
    isMissing(name) ? flag : try self.flag(name)
  }

  func word<Word: RawRepresentable>(_ name: String, _: Word.Type) throws(ReportProblem) -> Word
  where Word.RawValue == String {
    let text = try text(name)
    guard let word = Word(rawValue: text) else { throw problem(name, "\(text) is not known here") }
    return word
  }

  func word<Word: RawRepresentable>(
    _ name: String, _ type: Word.Type, otherwise word: Word
  ) throws(ReportProblem) -> Word where Word.RawValue == String {
    isMissing(name) ? word : try self.word(name, type)
  }

  /// An object of any content, or nil where there is none or null.
  func object(_ name: String) throws(ReportProblem) -> [String: Value]? {
    switch members[name] {
    case nil, .null?: return nil
    case .object(let members)?: return members
    default: throw problem(name, "an object or null is expected")
    }
  }

  /// An object of whole numbers; empty where there is none.
  func counts(_ name: String) throws(ReportProblem) -> [String: Int] {
    (try object(name) ?? [:]).compactMapValues { $0.number.flatMap { Int(exactly: $0) } }
  }

  /// A subject; aspects that are not known here are left out.
  func subject(_ name: String) throws(ReportProblem) -> Subject {
    Self.subject(try object(name) ?? [:])
  }

  static func subject(_ members: [String: Value]) -> Subject {
    var subject = Subject()
    for (name, value) in members {
      guard let aspect = Subject.Aspect(rawValue: name), value != .null else { continue }
      subject[aspect] = value.plain
    }
    return subject
  }

  /// The objects of an array; none where there is no such member.
  func objects<Element>(
    _ name: String, _ read: (ReportReader) throws(ReportProblem) -> Element
  ) throws(ReportProblem) -> [Element] {
    try list(name) { value, place throws(ReportProblem) in try read(try ReportReader(value, place: place)) }
  }

  private func list<Element>(
    _ name: String, _ read: (Value, String) throws(ReportProblem) -> Element
  ) throws(ReportProblem) -> [Element] {
    guard let value = members[name], value != .null else { return [] }
    guard case .list(let values) = value else { throw problem(name, "an array is expected") }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      elements.append(try read(value, problem("\(name)[\(index)]", "").place))
    }
    return elements
  }
}
