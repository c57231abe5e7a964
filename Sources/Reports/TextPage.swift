import Diagnostics

/// Lines of text for a terminal, wrapped by words.
struct TextPage {
  /// Columns that a label takes.
  static let labelWidth = 11

  let width: Int
  let usesColor: Bool
  /// How many characters a sentence may have; the middle of a longer one is left out.
  let longest: Int
  private(set) var lines: [String] = []

  init(width: Int, usesColor: Bool, longest: Int = .max) {
    self.longest = longest
    self.width = width
    self.usesColor = usesColor
  }

  /// How many rows of a terminal the lines take, where what is never wrapped runs over its edge.
  var rows: Int {
    lines.reduce(0) { rows, line in rows + 1 + max(0, Self.displayWidth(Self.unpainted(line)) - 1) / width }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Where the text behind a label begins: beside it, or on narrow pages below.
  var textColumn: Int { width >= 60 ? 2 + Self.labelWidth : 4 }

  /// Adds foreign text, wrapped; following lines are indented by the hang.
  ///
  /// - Parameters:
  ///   - lead: the number of characters at the beginning that are painted.
  ///   - longest: how many characters the text may have, if not as many as any other.
  mutating func paragraph(
    _ text: String, indent: Int = 0, hang: Int = 0, lead: Int = 0, style: TextStyle = .plain, longest: Int? = nil
  ) {
    let sentence = Foreign.shortened(Foreign.harmless(text), to: longest ?? self.longest)
    let wrapped = Self.wrapped(sentence, first: width - indent, rest: width - hang)
    for (index, line) in wrapped.enumerated() {
      let painted =
        index == 0 && lead > 0
        ? paint(String(line.prefix(lead)), style) + line.dropFirst(lead) : paint(line, lead > 0 ? .plain : style)
      lines.append(String(repeating: " ", count: index == 0 ? indent : hang) + painted)
    }
  }

  /// Adds foreign text behind a label; an empty label stands for the one above.
  mutating func labelled(_ label: String, _ text: String) {
    let column = textColumn
    guard width >= 60 else {
      let lead = label.isEmpty ? "" : label + ": "
      return paragraph(lead + text, indent: label.isEmpty ? column : 2, hang: column, lead: lead.count, style: .label)
    }
    let wrapped = Self.wrapped(
      Foreign.shortened(Foreign.harmless(text), to: longest), first: width - column, rest: width - column)
    for (index, line) in wrapped.enumerated() {
      let lead = index == 0 && !label.isEmpty ? "  " + paint(label, .label) : "  "
      let padding = Self.labelWidth - (index == 0 ? label.count : 0)
      lines.append(lead + String(repeating: " ", count: max(1, padding)) + line)
    }
  }

  /// Adds a command on lines of its own, never wrapped; one of several lines without indentation, which would become part of it.
  mutating func command(_ command: String) {
    let parts = Fix.lines(command)
    let indent = parts.count > 1 ? "" : String(repeating: " ", count: textColumn + 2)
    for line in parts { lines.append(indent + paint(Foreign.harmless(line), .command)) }
  }

  /// Adds a patch, indented as a whole: `patch` takes that for what it is.
  mutating func patch(_ patch: String) {
    for line in Fix.lines(patch) {
      lines.append(String(repeating: " ", count: textColumn + 2) + paint(Foreign.harmless(line), .label))
    }
  }

  /// Adds a line as it stands.
  mutating func line(_ line: String, _ style: TextStyle = .plain) { lines.append(paint(Foreign.harmless(line), style)) }

  /// Adds a line that is harmless and painted already.
  mutating func append(_ line: String) { lines.append(line) }

  mutating func blank() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  func paint(_ text: String, _ style: TextStyle) -> String {
    usesColor && style != .plain && !text.isEmpty ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// The line without what paints it.
  private static func unpainted(_ line: String) -> String {
    guard line.utf8.contains(0x1B) else { return line }
    return line.split(separator: "\u{1b}[", omittingEmptySubsequences: false).enumerated()
      .map { index, piece in String(index == 0 ? piece : piece.drop { $0 != "m" }.dropFirst()) }.joined()
  }

  /// The text in lines of at most so many columns; a longer word has a line of its own and is never broken.
  static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var column = 0
    var isBegun = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let length = displayWidth(word)
      let limit = lines.isEmpty ? first : rest
      if isBegun, column > 0, column + 1 + length > limit {
        lines.append(line)
        (line, column) = (String(word), length)
      } else {
        line += (isBegun ? " " : "") + word
        column += (isBegun ? 1 : 0) + length
      }
      isBegun = true
    }
    lines.append(line)
    return lines
  }

  /// The columns that a terminal takes for the text: two for East Asian wide characters (Unicode UAX #11).
  static func displayWidth(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { columns, character in
      let scalar = character.unicodeScalars.first?.value ?? 0
      let isWide: Bool =
        switch scalar {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
          0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
          true
        default: false
        }
      return columns + (isWide ? 2 : 1)
    }
  }
}
