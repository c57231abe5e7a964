import Foundation
import Testing

@testable import Nginx

/// Random patterns matched by this module's engine and by PCRE2; `PATTERN_COUNT` sets how many are compared,
/// `PATTERN_FIRST_SEED` where the seeds begin.
@Suite(.enabled(if: RealPCRE.isThere, "gcc and libpcre2-dev are needed")) struct PCREComparisonTests {
  struct Tally {
    var compared = 0
    var matched = 0
    var abstained = 0
    var contradicted = 0
    var reasons: [String: Int] = [:]
    var wrong: [String] = []
  }

  static let count = ProcessInfo.processInfo.environment["PATTERN_COUNT"].flatMap { Int($0) } ?? 20000
  static let firstSeed = ProcessInfo.processInfo.environment["PATTERN_FIRST_SEED"].flatMap { Int($0) } ?? 1

  @Test func agreesWithPCRE() throws {
    let patterns = (Self.firstSeed..<(Self.firstSeed + Self.count)).map(RandomPattern.init)
    var tally = Tally()
    for (pattern, verdict) in zip(patterns, try RealPCRE.verdicts(on: patterns)) {
      Self.compare(pattern, verdict, &tally)
    }
    let wrong = tally.wrong.count
    let report = tally.wrong.prefix(20).joined(separator: "\n")
    #expect(wrong == 0, "\(wrong) of \(tally.compared) wrong, first:\n\(report)")
    #expect(tally.matched * 4 > tally.compared, "too few subjects match to say anything")
    #expect(tally.abstained * 100 < tally.compared, "\(tally.reasons)")
    #expect(tally.contradicted * 1000 < tally.compared)
    print(
      """
      patterns: \(tally.compared) answers compared, \(tally.matched) matches, \(wrong) wrong, \
      \(tally.abstained) abstained, \(tally.contradicted) left out for PCRE2's own faults
      """)
  }

  private static func compare(_ random: RandomPattern, _ verdict: RealPCRE.Verdict, _ tally: inout Tally) {
    let shown = String(reflecting: ByteText.string(random.text)) + (random.isCaseless ? " caseless" : "")
    tally.compared += random.subjects.count
    let pattern: Pattern
    do throws(PatternError) {
      pattern = try Pattern(random.text, caseless: random.isCaseless)
    } catch {
      switch (error, verdict) {
      case (_, .refused): break
      case (.unsupported(let what), _):
        tally.reasons[what, default: 0] += 1
        tally.abstained += random.subjects.count
      case (.invalid(let reason), .compiled): tally.wrong.append("\(shown): refused (\(reason)), PCRE2 takes it")
      }
      return
    }
    switch verdict {
    case .refused(let code): tally.wrong.append("\(shown): taken, PCRE2 refuses it (\(code))")
    case .compiled(_, let outcomes):
      for (subject, outcome) in zip(random.subjects, outcomes) {
        compare(pattern, subject, outcome, shown: shown, &tally)
      }
    }
  }

  private static func compare(
    _ pattern: Pattern, _ subject: [UInt8], _ outcome: RealPCRE.Outcome, shown: String, _ tally: inout Tally
  ) {
    let own: RealPCRE.Outcome
    switch pattern.match(subject) {
    case .gaveUp:
      tally.abstained += 1
      return
    case .noMatch: own = .noMatch
    case .matched(let match): own = .matched([match.range] + match.captures)
    }
    if case .matched = outcome { tally.matched += 1 }
    if case .contradiction = outcome {
      tally.contradicted += 1
    } else if own != outcome {
      tally.wrong.append("\(shown) on \(String(reflecting: ByteText.string(subject))): \(own), PCRE2 \(outcome)")
    }
  }
}
