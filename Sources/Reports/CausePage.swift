public import Diagnostics
import Notation

/// One page about a cause: what happens, how it is proven, what only looks like it, how it is fixed, where to read on.
public struct CausePage {
  public let text: String

  /// - Parameter vocabulary: the facts that probes can see, whose meaning the page tells.
  public init(_ cause: Cause, vocabulary: Vocabulary, presentation: Presentation = Presentation()) {
    var page = TextPage(width: presentation.width, usesColor: presentation.usesColor)
    page.paragraph(cause.title, hang: 2, lead: cause.title.count, style: .bad)
    if presentation.verbosity != .quiet {
      let impact = "\(cause.id); impact \(cause.impact.rawValue); \(Wording.symptoms(cause.symptoms))"
      page.paragraph(impact, indent: 2, hang: 2)
      page.part("What happens", [cause.explanation.unfolded])
      page.part("What only looks like it", [cause.looksLike?.unfolded].compactMap { $0 })
      page.part("Proven by", Self.proofs(cause).map { $0.map(\.words).joined(separator: " together with ") })
      page.part(
        "Made probable by", cause.findings.map { "\($0.when.words): \(Int(($0.probability * 100).rounded())) %" })
      page.part("Excluded by", cause.refutations.map(\.words))
      page.part("What these facts say", Self.meanings(cause, vocabulary))
      page.fixes(cause.fixes)
      page.part("To read on", cause.references)
    }
    text = page.text
  }

  /// Its proofs without those that ask for more than another one.
  private static func proofs(_ cause: Cause) -> [[Condition]] {
    cause.proofs.filter { proof in
      !cause.proofs.contains { $0.count < proof.count && Set($0).isSubset(of: proof) }
    }
  }

  private static func meanings(_ cause: Cause, _ vocabulary: Vocabulary) -> [String] {
    let conditions = cause.proofs.joined() + cause.findings.map(\.when) + cause.refutations
    return Set(conditions.map(\.kind)).sorted().compactMap { kind in
      vocabulary[kind].map { "\(kind): \($0.meaning)" }
    }
  }
}

extension TextPage {
  /// Adds a heading with sentences below it; nothing where there are none.
  fileprivate mutating func part(_ title: String, _ sentences: [String]) {
    guard !sentences.isEmpty else { return }
    blank()
    line(title, .label)
    for sentence in sentences { paragraph(sentence, indent: 2, hang: sentences.count > 1 ? 4 : 2) }
  }

  fileprivate mutating func fixes(_ fixes: [FixTemplate]) {
    guard !fixes.isEmpty else { return }
    part("How to fix it", ["What stands in braces is filled in with what was seen; the first that fits comes first."])
    for fix in fixes {
      blank()
      paragraph("\(fix.summary) (risk: \(fix.risk.rawValue))", indent: 2, hang: 2)
      if !fix.when.isEmpty {
        paragraph(
          "where there is " + fix.when.map(\.words).joined(separator: " and "), indent: 4, hang: 4, style: .label)
      }
      for command in fix.commands { for part in Fix.lines(command) { line("      " + part, .command) } }
      if let note = fix.note { paragraph(note.unfolded, indent: 4, hang: 4) }
    }
  }
}

extension Condition {
  /// `http.status (code 403 or 404)`.
  fileprivate var words: String {
    let demands = demands.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
    return kind + (demands.isEmpty ? "" : " (\(demands.joined(separator: ", ")))")
  }
}

extension Condition.Demand {
  fileprivate var words: String {
    switch self {
    case .oneOf(let values): values.map(\.plain).joined(separator: " or ")
    case .noneOf(let values): "not \(values.map(\.plain).joined(separator: " or "))"
    case .present: "known"
    case .between(let low, let high):
      [
        low == -.infinity ? nil : Self.bound(low, "from", open: (low.nextDown, "above")),
        high == .infinity ? nil : Self.bound(high, "up to", open: (high.nextUp, "below")),
      ].compactMap { $0 }.joined(separator: " ")
    }
  }

  /// A bound that is part of the range, or the number beside it that is not, whichever is round.
  private static func bound(_ number: Double, _ word: String, open: (number: Double, word: String)) -> String {
    let isOpen = number != number.rounded() && open.number == open.number.rounded()
    return isOpen ? "\(open.word) \(Value.double(open.number).plain)" : "\(word) \(Value.double(number).plain)"
  }
}
