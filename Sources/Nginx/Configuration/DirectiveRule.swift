/// What nginx demands of a directive of this name: where it may stand, how many arguments, of which kind.
struct DirectiveRule: Sendable {
  enum ValueKind: UInt8, Sendable {
    case flag = 0x46, size = 0x5A, offset = 0x4F, number = 0x4E, milliseconds = 0x54, seconds = 0x43
    /// Text that may be set once per block.
    case single = 0x53
    case other = 0x2D
  }

  var contexts: Set<UInt8>
  var isBlock: Bool
  var isAnywhere: Bool
  var counts: ClosedRange<Int>
  var kind: ValueKind

  func allows(_ context: ParseContext) -> Bool {
    isAnywhere || contexts.contains(context.rawValue)
  }
}
