/// One header line, its name in the case it has on the wire.
public struct HTTPHeader: Sendable, Hashable {
  /// The name as sent.
  public var name: String
  /// The value without surrounding blanks; bytes that are not UTF-8 are read as ISO 8859-1.
  public var value: String

  /// Takes a name and a value as they are.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether this header goes by a name, without regard to case.
  public func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count && name.lowercased() == other.lowercased()
  }
}
