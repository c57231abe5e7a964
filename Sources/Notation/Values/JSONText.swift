/// A JSON text in the making: members stand in the order in which they are told.
///
/// Harmful characters in strings are written as `\u` escapes, so that the text can be shown on a terminal.
public struct JSONText: Sendable {
  /// Whether the parts of an object or array stand on lines of their own.
  public enum Layout: Sendable {
    case lines, inline
  }

  /// What has been written, as UTF-8.
  private var bytes: [UInt8] = []
  private var depth = 0
  private var layout = Layout.inline
  private var isFirst = true
  private var followsKey = false

  /// - Parameter capacity: the expected length in bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// What has been written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// How many bytes have been written.
  public var length: Int { bytes.count }

  /// Hands out what has been written and goes on with an empty text, so that a long one is never held as a whole.
  public mutating func drain() -> String {
    let written = text
    bytes.removeAll(keepingCapacity: true)
    return written
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

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
    write(": ")
    followsKey = true
  }

  public mutating func string(_ string: String) {
    separate()
    quote(string)
  }

  /// Writes what is JSON already: a number, `true`, `null`.
  public mutating func token(_ token: String) {
    separate()
    write(token)
  }

  private mutating func container(
    _ opening: String, _ closing: String, _ layout: Layout, _ body: (inout JSONText) -> Void
  ) {
    separate()
    write(opening)
    let outer = (self.layout, isFirst)
    (self.layout, isFirst) = (layout, true)
    depth += 1
    body(&self)
    depth -= 1
    if layout == .lines, !isFirst { newLine() }
    (self.layout, isFirst) = (outer.0, false)
    write(closing)
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if depth > 0 {
      if !isFirst { write(layout == .lines ? "," : ", ") }
      if layout == .lines { newLine() }
    }
    isFirst = false
  }

  private mutating func newLine() {
    write("\n")
    for _ in 0..<depth { write("  ") }
  }

  private mutating func quote(_ string: String) {
    var string = string
    write("\"")
    let isWritten = string.withUTF8 { text in
      guard !text.contains(where: { $0.mayBeginHarm || $0 == 0x22 || $0 == 0x5C }) else { return false }
      bytes.append(contentsOf: text)
      return true
    }
    if !isWritten { escape(string) }
    write("\"")
  }

  private mutating func escape(_ string: String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": write("\\\"")
      case "\\": write("\\\\")
      case "\n": write("\\n")
      case "\t": write("\\t")
      case "\r": write("\\r")
      case _ where scalar.isHarmful:
        for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
          write("\\u" + Hexadecimal.number(unit, digits: 4))
        }
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
