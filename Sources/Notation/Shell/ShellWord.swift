/// One word of a command line, written so that every POSIX shell reads back just these bytes.
///
/// Bare where that is safe, else in single quotes; with characters that a terminal acts on or hides, as the output of
/// `printf`, in octal: `$'…'` would be shorter, but dash does not know it. A NUL, which no argument can hold, is left out.
public struct ShellWord: Sendable, Hashable, CustomStringConvertible {
  /// What to write into the command line.
  public let description: String

  private static let bare = ASCIISet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,")

  /// The word for a text.
  public init(_ text: some StringProtocol) { self.init(bytes: Array(text.utf8)) }

  /// The word for bytes, such as a path's, which need not be UTF-8.
  public init(bytes: [UInt8]) {
    let bytes = bytes.filter { $0 != 0 }
    // zsh takes a word that begins with an equals sign for the path of a program.
    if !bytes.isEmpty, bytes.first != UInt8(ascii: "="), bytes.allSatisfy(Self.bare.contains) {
      description = String(decoding: bytes, as: UTF8.self)
    } else if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: \.isHarmful) {
      description = Self.quoted(text)
    } else {
      description = Self.printed(bytes)
    }
  }

  /// A text of one or several lines in single quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "'"
  }

  /// `"$(printf 'a\012b')"`; line breaks at the end, which the shell would take from the output, stand behind it.
  private static func printed(_ bytes: [UInt8]) -> String {
    let end = bytes.reversed().prefix { $0 == UInt8(ascii: "\n") }.count
    let breaks = end == 0 ? "" : "'" + String(repeating: "\n", count: end) + "'"
    guard end < bytes.count else { return breaks }
    let format = HiddenBytes.escaped(bytes.dropLast(end), hidden: octal) { scalar in
      switch scalar {
      case "%": "%%"
      case "\\": "\\\\"
      // A hyphen in front would make an option of the format; interactive shells expand ! between double quotes.
      case "'", "-", "!": octal(UInt8(ascii: scalar))
      default: nil
      }
    }
    return "\"$(printf '\(format)')\"\(breaks)"
  }

  private static func octal(_ byte: UInt8) -> String {
    "\\" + [byte >> 6, byte >> 3 & 7, byte & 7].map { String($0) }.joined()
  }
}

extension String {
  /// The text as one word of a shell: see `ShellWord`.
  public var shellQuoted: String { ShellWord(self).description }
}
