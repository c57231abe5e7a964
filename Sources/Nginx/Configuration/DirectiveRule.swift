/// What nginx demands of a directive of this name: where it may stand, how many arguments, of which kind.
struct DirectiveRule: Sendable {
  enum ValueKind: UInt8, Sendable {
    case flag = 0x46
    case size = 0x5A
    case offset = 0x4F
    case number = 0x4E
    case milliseconds = 0x54
    case seconds = 0x43
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
