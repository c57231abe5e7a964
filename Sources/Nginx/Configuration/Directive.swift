/// One directive as it stands in a configuration file, with its block if it has one.
///
/// Names and arguments are unquoted and unescaped as nginx does it; bytes that are not UTF-8 are kept as `ByteText`
/// describes. The block of a directive whose content is not nginx's own language (Lua) is kept as `rawBlock`.
public struct Directive: Sendable, Identifiable {
  /// Unique within one configuration; it stays the same when edits are applied.
  public let id: Int
  public var name: String
  public var arguments: [String]
  /// Where the name stands.
  public var position: Position
  /// The line of the closing `;` or `{`: the line nginx names in messages about the directive.
  public var endLine: Int
  public var block: [Directive]?
  /// The text of a block in another language, without the outer braces.
  public var rawBlock: String?
  /// The bytes in the file from the name up to and including `;` or `{`.
  public var span: Range<Int>
  /// The offset of the closing `}` in the file where the directive has a block that is closed.
  public var closing: Int?

  /// The line nginx names in messages about this directive.
  public var endPosition: Position { Position(file: position.file, line: endLine) }

  /// The directive in one line as it could be written, without its block.
  public var text: String {
    ([name] + arguments).map(Directive.quoted).joined(separator: " ") + (block == nil && rawBlock == nil ? ";" : " {")
  }

  /// Name and arguments as people read them.
  var words: String { ([name] + arguments).joined(separator: " ") }

  /// An argument as it has to be written so that nginx reads it back unchanged.
  public static func quoted(_ argument: String) -> String {
    let plain =
      !argument.isEmpty
      && !argument.unicodeScalars.contains { " \t\r\n;\"'\\".unicodeScalars.contains($0) }
      && !argument.hasPrefix("#") && !argument.hasPrefix("}") && !holdsBareBrace(argument)
    if plain { return argument }
    var written = "\""
    for scalar in argument.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\t": written += "\\t"
      case "\r": written += "\\r"
      case "\n": written += "\\n"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  private static func holdsBareBrace(_ argument: String) -> Bool {
    var previous: Unicode.Scalar = " "
    for scalar in argument.unicodeScalars {
      if scalar == "{", previous != "$" { return true }
      previous = scalar
    }
    return false
  }
}
