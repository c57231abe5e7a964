/// An element of an XML document: a name without prefix, text, and the elements inside.
public struct XMLElement: Sendable, Hashable {
  /// The local name.
  public var name: String
  /// The text directly inside, references resolved; blank text between elements is dropped.
  public var text: String
  /// The elements inside, in order.
  public var children: [XMLElement]

  /// The first element of a name inside.
  public func first(_ name: String) -> XMLElement? {
    children.first { $0.name == name }
  }

  /// Every element of a name inside, in order.
  public func all(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name }
  }

  /// The text of the first element of a name inside; nil without one.
  public func text(of name: String) -> String? {
    first(name)?.text
  }
}
