import Diagnostics
import Notation

/// Makes text that came from outside (names of files, headers, log lines) harmless for whatever shows it.
///
/// Terminal controls, invisible and reordering characters become visible: `\x1b`, `\u{202e}`, `\n`. Markup is escaped
/// on top of this by the format that needs it.
public enum Foreign {
  /// The text with every harmful character shown by its number.
  public static func harmless(_ text: String) -> String {
    guard text.mayHarm else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isHarmful { result += shown(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// The text with its middle left out where it has many more characters than the limit.
  static func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count - 40 > limit, text.count - 40 > limit else { return text }
    let (head, tail) = (limit * 2 / 3, limit / 3)
    return "\(text.prefix(head)) [... \(text.count - head - tail) characters ...] \(text.suffix(tail))"
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case _ where scalar.value < 0x80: "\\x" + Hexadecimal.number(scalar.value, digits: 2)
    default: "\\u{" + Hexadecimal.number(scalar.value) + "}"
    }
  }
}
