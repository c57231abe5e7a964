import Diagnostics
import Notation

extension Foreign {
  /// The text for the content or a quoted attribute of HTML or XML.
  static func markup(_ text: String) -> String {
    let harmless = harmless(text)
    guard harmless.utf8.contains(where: isMarkup) else { return harmless }
    var result = ""
    for scalar in harmless.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x27
  }

  /// The text within a line of Markdown, as CommonMark and the dialects of GitHub and GitLab read it.
  ///
  /// Names are not taken for mentions (`@`) or issues (`#1`); an underscore within a word means nothing and stays bare.
  static func markdown(_ text: String) -> String {
    let scalars = Array(harmless(text).unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "_" where before.properties.isAlphabetic && after.properties.isAlphabetic: result += "_"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text as a code span of Markdown.
  static func codeSpan(_ text: String) -> String {
    let text = harmless(text)
    guard text.contains("`") else { return "`\(text)`" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    return "\(fence) \(text) \(fence)"
  }

  /// Lines of shell as a code block of Markdown.
  static func codeBlock(_ lines: [String], language: String = "") -> String {
    let lines = lines.flatMap(Fix.lines).map(harmless)
    let run = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, run + 1))
    return ([fence + language] + lines + [fence]).joined(separator: "\n")
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for other in text {
      current = other == character ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// An absolute path as a `file:` URI (RFC 8089); bytes beyond the unreserved characters are percent-encoded.
  static func fileURI(_ path: String) -> String {
    (path.hasPrefix("/") ? "file://" : "") + PercentEncoding.encode(path.utf8, keeping: .unreservedAndSlash)
  }
}
