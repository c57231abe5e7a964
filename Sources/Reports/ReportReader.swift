import Diagnostics

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

  func text(_ name: String) throws(ReportProblem) -> String {
    guard let text = members[name]?.text else { throw problem(name, "a text is expected") }
    return text
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
    guard let number = members[name]?.number else { throw problem(name, "a number is expected") }
    return number
  }

  func integer(_ name: String) throws(ReportProblem) -> Int {
    guard case .int(let number)? = members[name] else { throw problem(name, "an integer is expected") }
    return number
  }

  func flag(_ name: String) throws(ReportProblem) -> Bool {
    guard case .bool(let flag)? = members[name] else { throw problem(name, "true or false is expected") }
    return flag
  }

  func word<Word: RawRepresentable>(_ name: String, _: Word.Type) throws(ReportProblem) -> Word
  where Word.RawValue == String {
    let text = try text(name)
    guard let word = Word(rawValue: text) else { throw problem(name, "\(text) is not known here") }
    return word
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
