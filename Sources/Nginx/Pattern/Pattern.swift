/// A regular expression with PCRE's meaning on bytes, as nginx's `~` patterns have it.
///
/// The engine is this module's own, because the result has to be exact on bytes that are no text, and the work bounded.
struct Pattern: Sendable {
  enum Outcome: Sendable {
    case matched(Match)
    case noMatch
    /// The work grew beyond all measure; nginx's own limits would decide.
    case gaveUp
  }

  struct Match: Sendable {
    let range: Range<Int>
    /// Where the groups from 1 on matched; nil for those that took no part.
    let captures: [Range<Int>?]
    fileprivate let subject: [UInt8]

    /// The text of the groups from 1 on; groups that took no part are empty, as `$1` would be.
    var groups: [[UInt8]] { captures.map { $0.map { Array(subject[$0]) } ?? [] } }
  }

  private static let budget = 2_000_000

  let names: [(name: String, group: Int)]
  private let program: PatternProgram
  private let captureCount: Int
  private let isAnchored: Bool

  init(_ text: [UInt8], caseless: Bool) throws(PatternError) {
    var parser = PatternParser(text, caseless: caseless)
    let node = try parser.parse()
    program = try PatternProgram(node, captures: parser.captureCount)
    names = parser.names
    captureCount = parser.captureCount
    isAnchored = Pattern.startsAnchored(node)
  }

  func match(_ subject: [UInt8]) -> Outcome {
    var run = PatternRun(program: program, subject: subject, budget: Pattern.budget)
    var start = 0
    repeat {
      if let end = run.match(at: start) { return .matched(makeMatch(run, subject, from: start, to: end)) }
      if run.isExhausted { return .gaveUp }
      start += 1
    } while start <= subject.count && !isAnchored
    return .noMatch
  }

  private func makeMatch(_ run: PatternRun, _ subject: [UInt8], from start: Int, to end: Int) -> Match {
    let captures = (1..<(captureCount + 1)).map { group -> Range<Int>? in
      let start = run.registers[group * 2]
      let end = run.registers[group * 2 + 1]
      return start >= 0 ? start..<end : nil
    }
    let beginning = run.registers[0] >= 0 ? run.registers[0] : start
    return Match(range: beginning..<end, captures: captures, subject: subject)
  }

  private static func startsAnchored(_ node: PatternNode) -> Bool {
    switch node {
    case .anchor(.subjectStart): true
    case .sequence(let parts): parts.first.map(startsAnchored) ?? false
    case .capture(_, let inner), .atomic(let inner): startsAnchored(inner)
    case .alternation(let branches): branches.allSatisfy(startsAnchored)
    default: false
    }
  }
}
