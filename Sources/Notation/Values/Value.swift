/// A JSON-like value: what an observation's fields hold and what a cause file is made of.
public enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([Value])
  case object([String: Value])

  /// The text of a string, or nil for every other kind.
  public var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The number of an int or a double, or nil for every other kind.
  public var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  /// The elements of a list; a single value counts as a list of one, null as an empty one.
  public var elements: [Value] {
    switch self {
    case .list(let elements): elements
    case .null: []
    default: [self]
    }
  }

  /// The members of an object, or nil for every other kind.
  public var members: [String: Value]? {
    if case .object(let members) = self { return members }
    return nil
  }

  /// The value as one would write it in a sentence: strings bare, lists joined by commas.
  public var plain: String {
    switch self {
    case .null: "none"
    case .bool(let flag): flag ? "yes" : "no"
    case .int(let number): String(number)
    case .double(let number):
      Int(exactly: number).map { String($0) } ?? String(number)
    case .string(let text): text
    case .list(let elements): elements.map(\.plain).joined(separator: ", ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plain)" }.joined(separator: ", ")
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral,
  ExpressibleByStringInterpolation
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
  public init(nilLiteral: ()) { self = .null }

  /// A string, or null where there is none.
  public init(_ text: String?) { self = text.map(Value.string) ?? .null }

  /// An integer, or null where there is none.
  public init(_ number: Int?) { self = number.map(Value.int) ?? .null }

  /// A list of strings.
  public init(_ texts: [String]) { self = .list(texts.map(Value.string)) }
}
