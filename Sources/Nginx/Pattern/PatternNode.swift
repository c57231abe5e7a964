/// The syntax tree of a regular expression.
indirect enum PatternNode {
  enum Anchor: Sendable {
    case subjectStart, lineStart, subjectEnd, subjectEndOrNewline, lineEnd, wordBoundary, notWordBoundary
  }

  enum Greed: Sendable { case greedy, lazy, possessive }

  case empty
  case byte(UInt8)
  case set(ByteSet)
  case anchor(Anchor)
  case sequence([PatternNode])
  case alternation([PatternNode])
  case capture(Int, PatternNode)
  case atomic(PatternNode)
  case look(ahead: Bool, negative: Bool, PatternNode)
  case backreference(Int, caseless: Bool)
  case repeated(PatternNode, least: Int, most: Int?, Greed)

  /// The number of bytes the node matches if that is always the same.
  var fixedLength: Int? {
    switch self {
    case .empty, .anchor, .look: return 0
    case .byte, .set: return 1
    case .sequence(let parts):
      return parts.reduce(0 as Int?) { sum, part in sum.flatMap { sum in part.fixedLength.map { sum + $0 } } }
    case .alternation(let branches):
      let lengths = Set(branches.map(\.fixedLength))
      return lengths.count == 1 ? lengths.first ?? nil : nil
    case .capture(_, let inner), .atomic(let inner): return inner.fixedLength
    case .backreference: return nil
    case .repeated(let inner, let least, let most, _):
      guard least == most else { return nil }
      return inner.fixedLength.map { $0 * least }
    }
  }
}
