/// What was read so far of a bracketed class.
struct ClassContent {
  private var set = ByteSet()
  /// The byte that would begin a range if a hyphen followed.
  private var low: UInt8?
  private var isRangeOpen = false

  /// The class as it stands when its closing bracket is read.
  var bytes: ByteSet {
    var result = set
    if isRangeOpen { result.insert(UInt8(ascii: "-")) }
    return result
  }

  mutating func add(_ byte: UInt8) throws(PatternError) {
    guard isRangeOpen, let low else {
      set.insert(byte)
      low = byte
      return
    }
    guard low <= byte else { throw .invalid("range out of order in character class") }
    for byte in low...byte { set.insert(byte) }
    self.low = nil
    isRangeOpen = false
  }

  /// A hyphen: the middle of a range where a byte went before.
  mutating func addHyphen() throws(PatternError) {
    if low == nil || isRangeOpen { try add(UInt8(ascii: "-")) } else { isRangeOpen = true }
  }

  mutating func add(_ bytes: ByteSet) throws(PatternError) {
    if isRangeOpen { throw ClassContent.hyphenBesideSet }
    set.formUnion(bytes)
    low = nil
  }

  /// A hyphen for itself to PCRE, an error to PCRE2 (pcre2_compile.c, ERR50).
  static let hyphenBesideSet = PatternError.unsupported("a hyphen beside a set such as \\w, which PCRE2 refuses")
}
