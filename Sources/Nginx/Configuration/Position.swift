/// A line of a configuration file, counted from 1.
public struct Position: Hashable, Sendable, CustomStringConvertible {
  public var file: String
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  /// The form nginx writes in its messages: `file:line`.
  public var description: String { "\(file):\(line)" }
}
