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
  /// Lets the match begin here, `\K`.
  case keepOut
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
    case .empty, .anchor, .keepOut, .look: return 0
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

  /// The greatest number of bytes the node can match, references left out; nil where there is no bound.
  var greatestLength: Int? {
    switch self {
    case .empty, .anchor, .keepOut, .look, .backreference: return 0
    case .byte, .set: return 1
    case .sequence(let parts):
      return parts.reduce(0 as Int?) { sum, part in sum.flatMap { sum in part.greatestLength.map { sum + $0 } } }
    case .alternation(let branches):
      return branches.reduce(0 as Int?) { most, branch in
        most.flatMap { most in branch.greatestLength.map { max(most, $0) } }
      }
    case .capture(_, let inner), .atomic(let inner): return inner.greatestLength
    case .repeated(let inner, _, let most, _):
      if inner.greatestLength == 0 || most == 0 { return 0 }
      return most.flatMap { most in inner.greatestLength.map { $0 * most } }
    }
  }

  var containsKeepOut: Bool {
    switch self {
    case .keepOut: true
    case .empty, .byte, .set, .anchor, .backreference: false
    case .sequence(let parts), .alternation(let parts): parts.contains(where: \.containsKeepOut)
    case .capture(_, let inner), .atomic(let inner), .look(_, _, let inner), .repeated(let inner, _, _, _):
      inner.containsKeepOut
    }
  }

  /// Whether a quantifier may follow the node where it stands without parentheses.
  var isRepeatable: Bool {
    switch self {
    case .anchor, .keepOut: false
    default: true
    }
  }
}
