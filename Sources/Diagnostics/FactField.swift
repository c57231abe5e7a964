public import Notation

/// One field of a fact, read by itself: an observation of an older report may lack the others.
public struct FactField<Seen: FactValue, Content: FieldContent>: Sendable {
  /// As it stands in reports.
  let name: String

  public init(_ name: String) { self.name = name }
}

extension Observation {
  /// What a field holds; nil where this is another fact's observation, or has nothing of the field's type there.
  public subscript<Seen, Content>(field: FactField<Seen, Content>) -> Content? {
    isOf(Seen.self) ? data[field.name].flatMap { Content(field: $0) } : nil
  }
}

/// What a fact's field may hold.
public protocol FieldContent: Sendable {
  /// Reads a field's value; nil where it is of another kind.
  init?(field value: Value)
}

extension FieldContent where Self: RawRepresentable<String> {
  public init?(field value: Value) {
    guard let word = value.text else { return nil }
    self.init(rawValue: word)
  }
}

extension String: FieldContent {
  public init?(field value: Value) {
    guard let text = value.text else { return nil }
    self = text
  }
}

extension Int: FieldContent {
  public init?(field value: Value) {
    guard let number = value.integer else { return nil }
    self = number
  }
}

extension Double: FieldContent {
  public init?(field value: Value) {
    guard let number = value.number else { return nil }
    self = number
  }
}

extension Bool: FieldContent {
  public init?(field value: Value) {
    guard let flag = value.flag else { return nil }
    self = flag
  }
}

extension Array: FieldContent where Element: FieldContent {
  public init?(field value: Value) {
    guard case .list(let elements) = value else { return nil }
    let read = elements.compactMap { Element(field: $0) }
    guard read.count == elements.count else { return nil }
    self = read
  }
}
