public import Notation

/// The values of one fact that was seen; the build makes a type of each declared fact.
public protocol FactValue: Sendable {
  /// What is declared of the fact: its kind, meaning and fields.
  static var fact: Fact { get }
  /// The values by the fields' names; a field without a value is left out.
  var fields: [String: Value] { get }
  /// Reads an observation's fields; nil where one that is always there is missing or of another type.
  init?(fields: [String: Value])
}

extension Observation {
  /// An observation of a fact.
  public init(
    _ value: some FactValue, id: String = "", probe: String = "", of subject: Subject = [:], _ summary: String = "",
    atMilliseconds: Double = 0
  ) {
    self.init(
      id: id, kind: type(of: value).fact.kind, probe: probe, subject: subject, summary: summary, data: value.fields,
      atMilliseconds: atMilliseconds)
  }

  /// The values of a fact; nil where this is another fact's observation.
  public func value<Seen: FactValue>(of type: Seen.Type = Seen.self) -> Seen? {
    kind == type.fact.kind ? Seen(fields: data) : nil
  }

  /// Whether it is an observation of a fact.
  public func isOf(_ type: (some FactValue).Type) -> Bool { kind == type.fact.kind }
}

extension Value {
  /// The texts of a list of texts, or nil for every other kind.
  public var texts: [String]? {
    guard case .list(let elements) = self else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts : nil
  }

  /// The number of an int, or nil for every other kind.
  public var integer: Int? {
    if case .int(let number) = self { return number }
    return nil
  }

  /// The numbers of a list of ints, or nil for every other kind.
  public var integers: [Int]? {
    guard case .list(let elements) = self else { return nil }
    let numbers = elements.compactMap(\.integer)
    return numbers.count == elements.count ? numbers : nil
  }

  /// Yes or no, or nil for every other kind.
  public var flag: Bool? {
    if case .bool(let flag) = self { return flag }
    return nil
  }
}
