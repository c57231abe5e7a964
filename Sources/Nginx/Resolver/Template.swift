/// A text with variables and captures, as nginx compiles it.
struct Template {
  enum Part: Equatable {
    case text([UInt8])
    case variable(String)
    case capture(Int)
  }

  let parts: [Part]

  init(_ text: [UInt8]) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var index = 0
    func flush() {
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = []
    }
    while index < text.count {
      guard text[index] == UInt8(ascii: "$"), let (part, end) = Template.reference(text, at: index + 1) else {
        literal.append(text[index])
        index += 1
        continue
      }
      flush()
      parts.append(part)
      index = end
    }
    flush()
    self.parts = parts
  }

  var hasVariables: Bool {
    parts.contains { if case .text = $0 { false } else { true } }
  }

  /// The text itself where it holds no variables.
  var literal: [UInt8]? {
    switch parts.count {
    case 0: return []
    case 1:
      if case .text(let text) = parts[0] { return text }
      return nil
    default: return nil
    }
  }

  private static func reference(_ text: [UInt8], at start: Int) -> (Part, Int)? {
    guard start < text.count else { return nil }
    if (49...57).contains(text[start]) { return (.capture(Int(text[start] - 48)), start + 1) }
    let isBraced = text[start] == UInt8(ascii: "{")
    let nameStart = isBraced ? start + 1 : start
    var end = nameStart
    while end < text.count, ByteSet.word.contains(text[end]) { end += 1 }
    guard end > nameStart else { return nil }
    let name = Bytes.lowercased(String(decoding: text[nameStart..<end], as: UTF8.self))
    if isBraced {
      guard end < text.count, text[end] == UInt8(ascii: "}") else { return nil }
      return (
        name.utf8.count == 1 && (49...57).contains(text[nameStart])
          ? .capture(Int(text[nameStart] - 48)) : .variable(name), end + 1
      )
    }
    return (.variable(name), end)
  }
}
