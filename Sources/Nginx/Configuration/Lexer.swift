/// Splits the bytes of a configuration file into directives' words exactly as nginx does (`ngx_conf_read_token`).
struct Lexer {
  /// One word: where its text lies and whether it holds a backslash.
  struct Word {
    var start: Int
    var end: Int
    var isEscaped: Bool
    var isASCII: Bool
    /// Where the word begins in the file, quotes included.
    var outerStart: Int
    var line: Int
  }

  enum Outcome {
    case terminated, opened, closed, finished
    /// A syntax error; reading can go on after it.
    case failed(String, line: Int)
    /// The file ends inside a directive.
    case cut(String)
  }

  /// nginx reads through a buffer of this size, and no word may fill it.
  private static let bufferSize = 4096

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var line = 1
  private(set) var words: [Word] = []
  private var isQuoted = false
  private var mustSeparate = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    words.reserveCapacity(16)
  }

  /// Reads up to the next `;`, `{`, `}` or the end of the file; `words` then holds the directive.
  mutating func next() -> Outcome {
    words.removeAll(keepingCapacity: true)
    mustSeparate = false
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        mustSeparate = false
        position += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        mustSeparate = false
        position += 1
      case UInt8(ascii: ";"), UInt8(ascii: "{"):
        position += 1
        if words.isEmpty { return .failed("unexpected \"\(byte == UInt8(ascii: ";") ? ";" : "{")\"", line: line) }
        return byte == UInt8(ascii: "{") ? .opened : .terminated
      default:
        if let outcome = startOfWord(byte) { return outcome }
      }
    }
    return words.isEmpty ? .finished : .cut("unexpected end of file, expecting \";\" or \"}\"")
  }

  private mutating func startOfWord(_ byte: UInt8) -> Outcome? {
    if mustSeparate {
      mustSeparate = false
      if byte != UInt8(ascii: ")") {
        return .failed("unexpected \"\(ByteText.string([byte]))\"", line: line)
      }
    }
    switch byte {
    case UInt8(ascii: "}"):
      position += 1
      return words.isEmpty ? .closed : .failed("unexpected \"}\"", line: line)
    case UInt8(ascii: "#"):
      return skipComment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return quotedWord(byte)
    default:
      return plainWord()
    }
  }

  private mutating func skipComment() -> Outcome? {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    return nil
  }

  private mutating func quotedWord(_ quote: UInt8) -> Outcome? {
    var word = Word(
      start: position + 1, end: position + 1, isEscaped: false, isASCII: true, outerStart: position, line: line)
    position += 1
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\") {
        word.isEscaped = true
        position += 1
        guard position < bytes.count else { break }
      }
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      if bytes[position] >= 0x80 { word.isASCII = false }
      position += 1
    }
    word.end = min(position, bytes.count)
    guard position < bytes.count else {
      position = bytes.count
      return isTooLong(word) ? tooLong(word, quote: quote) : .cut("unexpected end of file, expecting \";\" or \"}\"")
    }
    position += 1
    mustSeparate = true
    words.append(word)
    return isTooLong(word) ? tooLong(word, quote: quote) : nil
  }

  private mutating func plainWord() -> Outcome? {
    var word = Word(
      start: position, end: position, isEscaped: false, isASCII: true, outerStart: position, line: line)
    var afterDollar = false
    scan: while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"):
        break scan
      case UInt8(ascii: "{"):
        if !afterDollar { break scan }
      case UInt8(ascii: "\\"):
        word.isEscaped = true
        afterDollar = false
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { line += 1 }
      default:
        afterDollar = byte == UInt8(ascii: "$")
        if byte >= 0x80 { word.isASCII = false }
      }
      position += 1
    }
    position = min(position, bytes.count)
    word.end = position
    words.append(word)
    return isTooLong(word) ? tooLong(word, quote: nil) : nil
  }

  private func isTooLong(_ word: Word) -> Bool {
    word.end - word.start >= Lexer.bufferSize && word.start + Lexer.bufferSize < bytes.count
  }

  private func tooLong(_ word: Word, quote: UInt8?) -> Outcome {
    if let quote {
      let mark = Unicode.Scalar(quote)
      return .failed("too long parameter, probably missing terminating \"\(mark)\" character", line: word.line)
    }
    let begin = ByteText.string(bytes[word.start..<min(word.start + 10, word.end)])
    return .failed("too long parameter \"\(begin)...\" started", line: word.line)
  }

  /// The word's text with quotes removed and escapes resolved: `\"`, `\'`, `\\`, `\t`, `\r`, `\n`; others stay.
  func text(_ word: Word) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[word.start..<word.end])
    if !word.isEscaped {
      return word.isASCII ? String(decoding: slice, as: UTF8.self) : ByteText.string(Array(slice))
    }
    return ByteText.string(Lexer.unescaped(slice))
  }

  private static func unescaped(_ slice: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(slice.count)
    var index = 0
    while index < slice.count {
      guard slice[index] == UInt8(ascii: "\\"), index + 1 < slice.count else {
        result.append(slice[index])
        index += 1
        continue
      }
      switch slice[index + 1] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): result.append(slice[index + 1])
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "n"): result.append(10)
      default: result += [slice[index], slice[index + 1]]
      }
      index += 2
    }
    return result
  }
}
