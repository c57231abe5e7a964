/// A JSON text in the making: members stand in the order in which they are told.
///
/// Harmful characters in strings are written as `\u` escapes, so that the text can be shown on a terminal.
public struct JSONText: Sendable {
  /// Whether the parts of an object or array stand on lines of their own.
  public enum Layout: Sendable {
    case lines, inline
  }

  /// What has been written.
  public private(set) var text = ""
  private var depth = 0
  private var layout = Layout.inline
  private var isFirst = true
  private var followsKey = false

  /// - Parameter capacity: the expected length in bytes.
  public init(capacity: Int = 0) { text.reserveCapacity(capacity) }

  /// Hands out what has been written and goes on with an empty text, so that a long one is never held as a whole.
  mutating func drain() -> String {
    let written = text
    text = ""
    return written
  }

  /// Writes an object, or an array, with what the body writes as its parts.
  public mutating func object(_ layout: Layout = .inline, _ body: (inout JSONText) -> Void) {
    container("{", "}", layout, body)
  }

  /// Writes an array with what the body writes as its elements.
  public mutating func array(_ layout: Layout = .inline, _ body: (inout JSONText) -> Void) {
    container("[", "]", layout, body)
  }

  /// Writes the name of the member whose value follows.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    text += ": "
    followsKey = true
  }

  public mutating func string(_ string: String) {
    separate()
    quote(string)
  }

  /// Writes what is JSON already: a number, `true`, `null`.
  public mutating func token(_ token: String) {
    separate()
    text += token
  }

  private mutating func container(
    _ opening: String, _ closing: String, _ layout: Layout, _ body: (inout JSONText) -> Void
  ) {
    separate()
    text += opening
    let outer = (self.layout, isFirst)
    (self.layout, isFirst) = (layout, true)
    depth += 1
    body(&self)
    depth -= 1
    if layout == .lines, !isFirst { newLine() }
    (self.layout, isFirst) = (outer.0, false)
    text += closing
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if depth > 0 {
      if !isFirst { text += layout == .lines ? "," : ", " }
      if layout == .lines { newLine() }
    }
    isFirst = false
  }

  private mutating func newLine() {
    text += "\n"
    for _ in 0..<depth { text += "  " }
  }

  private mutating func quote(_ string: String) {
    text += "\""
    let isPlain = !Foreign.mayHarm(string) && !string.utf8.contains { $0 == 0x22 || $0 == 0x5C }
    if isPlain { text += string } else { escape(string) }
    text += "\""
  }

  private mutating func escape(_ string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where Foreign.isHarmful(scalar):
        for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
