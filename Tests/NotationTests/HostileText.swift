/// Random texts made of what a shell, sed or a terminal could take for more than text.
struct HostileText {
  private var random: RandomSource

  private static let pieces: [[UInt8]] =
    [
      "'", "\"", "\\", "&", "/", "|", "#", "~", ",", "!", "%", "@", ":", "\t", "\r", "\u{1b}[31m", "$(touch RUN)",
      "`touch RUN`", ";touch RUN;", "\ntouch RUN\n", "w RUN", "e touch RUN", "[", "]", "^", "$", ".", "*", "{", "}",
      "(", ")", "+", "?", "<", ">", " ", "  ", "\u{fc}", "\u{202e}", "\u{200b}", "\u{1f9ff}", "-", "--", "=", "\\1",
      "\\n", "\\x26", "\\c", "\\u", "a", "b", "0", "1", "$HOME", "{a,b}", "%s", "\n", "\u{7f}", "\u{9b}",
    ].map { Array($0.utf8) } + [[0x80], [0xFF], [0xC3], [0xE2, 0x80]]

  init(seed: Int) { random = RandomSource(seed: UInt64(seed)) }

  mutating func number(below limit: Int) -> Int { Int(random.next() >> 33) % limit }

  /// Some pieces one behind the other, none at times.
  mutating func bytes(upTo count: Int) -> [UInt8] {
    (0..<number(below: count)).flatMap { _ in Self.pieces[number(below: Self.pieces.count)] }
  }

  /// The same without line breaks.
  mutating func line(upTo count: Int) -> [UInt8] { bytes(upTo: count).filter { $0 != 0x0A } }
}
