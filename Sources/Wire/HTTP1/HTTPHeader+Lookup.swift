extension [HTTPHeader] {
  /// The values of every header of a name, in order.
  public func values(_ name: String) -> [String] {
    filter { $0.isNamed(name) }.map(\.value)
  }

  /// The value of the first header of a name.
  public func first(_ name: String) -> String? {
    first { $0.isNamed(name) }?.value
  }

  /// The comma-separated members of every header of a name, in order, without blanks or empty members.
  public func members(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }.map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  func trimmingBlanks() -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let tail = drop(while: isBlank)
    return String(tail[..<(tail.lastIndex { !isBlank($0) }.map { tail.index(after: $0) } ?? tail.startIndex)])
  }
}
