/// Text written so that a shell and `sed` read it back literally.
enum ShellText {
  static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { Bytes.isAlphanumeric($0) || "/._-+=:@,".utf8.contains($0) }
    if isPlain, !text.isEmpty { return text }
    var quoted = "'"
    for character in text.unicodeScalars {
      if character == "'" { quoted += "'\\''" } else { quoted.unicodeScalars.append(character) }
    }
    return quoted + "'"
  }

  /// A basic regular expression that matches exactly this text.
  static func pattern(_ text: String, delimiter: String) -> String {
    escaped(text, special: "\\.*[]^$" + delimiter)
  }

  /// The right side of a substitution that yields exactly this text.
  static func replacement(_ text: String) -> String { escaped(text, special: "\\&") }

  /// Lines behind `i\`, `a\` or `c\`; leading blanks are kept.
  static func inserted(_ lines: [String]) -> String {
    lines.map { line in
      let text = escaped(line, special: "\\")
      return text.hasPrefix(" ") || text.hasPrefix("\t") ? "\\" + text : text
    }.joined(separator: "\\\n")
  }

  /// A delimiter for `s` that none of the texts contains.
  static func delimiter(for texts: [String]) -> String {
    ["|", "#", "~", ",", "!", "%", "@", ":"].first { mark in !texts.contains { $0.contains(mark) } } ?? "\u{1}"
  }

  private static func escaped(_ text: String, special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
