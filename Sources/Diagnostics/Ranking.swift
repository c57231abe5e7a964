/// Turns hypotheses of many cases into the ranked causes of one report.
struct Ranking {
  let diagnoser: Diagnoser

  /// One entry for each cause and culprit, consequences folded under their roots, the first to look at first.
  func ranked(_ hypotheses: [Hypothesis]) -> [DiagnosedCause] {
    let groups = grouped(hypotheses)
    let folded = fold(groups)
    return groups.indices.filter { folded.under[$0] == nil }
      .map { diagnosed(groups[$0], consequences: folded.consequences[$0] ?? [], among: groups) }
      .sorted(by: precedes)
  }

  /// The hypotheses of one cause with one culprit, the surest first.
  struct Group {
    var hypotheses: [Hypothesis]
    let culprit: String?
    var lead: Hypothesis { hypotheses[0] }
  }

  private func grouped(_ hypotheses: [Hypothesis]) -> [Group] {
    var order: [String] = []
    var groups: [String: Group] = [:]
    for hypothesis in hypotheses {
      let culprit = hypothesis.cause.culprits.lazy.compactMap { template(hypothesis).text($0) }.first
      let key = "\(hypothesis.cause.id) \(culprit ?? "")"
      if groups[key] == nil { order.append(key) }
      groups[key, default: Group(hypotheses: [], culprit: culprit)].hypotheses.append(hypothesis)
    }
    return order.compactMap { groups[$0] }.map { group in
      Group(hypotheses: group.hypotheses.sorted(by: isSurer), culprit: group.culprit)
    }
  }

  private func isSurer(_ left: Hypothesis, _ right: Hypothesis) -> Bool {
    (left.verdict ?? .possible, left.confidence, left.supporting.count)
      > (right.verdict ?? .possible, right.confidence, right.supporting.count)
  }

  /// Which groups follow from which: the root is at least as sure, and they share a case.
  private func fold(_ groups: [Group]) -> (under: [Int: Int], consequences: [Int: [Int]]) {
    var under: [Int: Int] = [:]
    var consequences: [Int: [Int]] = [:]
    for (index, group) in groups.enumerated() {
      let cases = Set(group.hypotheses.map(\.subject))
      let root = groups.indices.first { other in
        other != index && groups[other].lead.cause.leadsTo.contains(group.lead.cause.id)
          && (groups[other].lead.verdict ?? .possible) >= (group.lead.verdict ?? .possible)
          && groups[other].hypotheses.contains { root in cases.contains { $0.joins(root.subject) } }
      }
      guard let root, under[root] != index else { continue }
      under[index] = root
      consequences[root, default: []].append(index)
    }
    return (under, consequences)
  }

  private func diagnosed(_ group: Group, consequences: [Int], among groups: [Group]) -> DiagnosedCause {
    let lead = group.lead
    return DiagnosedCause(
      cause: lead.cause, verdict: lead.verdict ?? .possible, confidence: lead.confidence,
      subject: lead.bindings.reduce(lead.subject) { $0.filled(from: $1.subject) },
      otherSubjects: group.hypotheses.dropFirst().map(\.subject),
      evidence: evidence(lead),
      fixes: fixes(lead),
      consequences: consequences.map {
        let consequence = groups[$0].lead
        return Consequence(
          id: consequence.cause.id, title: consequence.cause.title, verdict: consequence.verdict ?? .possible)
      },
      culprit: group.culprit)
  }

  private func template(_ hypothesis: Hypothesis) -> Template {
    Template(
      observations: hypothesis.bindings,
      subject: hypothesis.bindings.reduce(hypothesis.subject) { $0.filled(from: $1.subject) },
      vocabulary: diagnoser.vocabulary)
  }

  private func evidence(_ hypothesis: Hypothesis) -> [Evidence] {
    var seen: Set<String> = []
    var evidence: [Evidence] = []
    func add(_ observation: Observation, _ supports: Bool, _ weight: Double) {
      guard seen.insert(observation.id).inserted else { return }
      let rounded = (weight * 100).rounded() / 100
      evidence.append(
        Evidence(observation: observation.id, supports: supports, weight: rounded, summary: observation.summary))
    }
    let supporting = hypothesis.supporting.map { ($0.observation, logRatio($0.observation, $0.probability)) }
    for observation in hypothesis.proof ?? [] {
      add(observation, true, supporting.first { $0.0.id == observation.id }?.1 ?? logRatio(observation, 0.9))
    }
    for (observation, weight) in supporting.sorted(by: { $0.1 > $1.1 }) { add(observation, true, weight) }
    for (observation, probability) in hypothesis.opposing {
      add(observation, false, -Self.naturalLog(1 / (1 - probability)))
    }
    return evidence
  }

  private func logRatio(_ observation: Observation, _ probability: Double) -> Double {
    Self.naturalLog(probability / max(diagnoser.vocabulary[observation.kind]?.leak ?? 0.02, 0.001))
  }

  /// The fixes that fit; one that says and does the same as an earlier one is left out.
  private func fixes(_ hypothesis: Hypothesis) -> [Fix] {
    var fixes: [Fix] = []
    for fix in hypothesis.cause.fixes.compactMap({ self.fix($0, hypothesis) })
    where !fixes.contains(where: { $0.commands == fix.commands && !fix.commands.isEmpty }) {
      fixes.append(fix)
    }
    return fixes
  }

  /// A fix whose conditions hold for observations of the case and whose places could all be filled, from these first.
  private func fix(_ fix: FixTemplate, _ hypothesis: Hypothesis) -> Fix? {
    let known = hypothesis.bindings + hypothesis.context
    var chosen: [Observation] = []
    for condition in fix.when {
      guard let match = known.first(where: condition.matches) else { return nil }
      chosen.append(match)
    }
    let template = Template(
      observations: chosen + known, subject: known.reduce(hypothesis.subject) { $0.filled(from: $1.subject) },
      vocabulary: diagnoser.vocabulary)
    guard let summary = template.text(fix.summary) else { return nil }
    var commands: [String] = []
    for command in fix.commands {
      guard let filled = template.commands(command) else { return nil }
      commands += filled
    }
    return Fix(
      summary: summary, commands: commands, risk: fix.risk, note: fix.note.flatMap { template.text($0) },
      patch: fix.commands.lazy.compactMap(template.patch).first)
  }

  /// Verdict class first; then what breaks something before what is latent; then confidence × impact.
  private func precedes(_ left: DiagnosedCause, _ right: DiagnosedCause) -> Bool {
    func key(_ cause: DiagnosedCause) -> (Verdict, Int, Double) {
      (
        cause.verdict, cause.cause.symptoms == ["none"] ? 0 : 1,
        cause.confidence * cause.cause.impact.weight * (1 + cause.cause.prior)
      )
    }
    return key(left) > key(right)
  }
}

extension Ranking {
  /// The natural logarithm, by the series of the inverse hyperbolic tangent after halving the exponent away.
  static func naturalLog(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return 0 }
    let mantissa = number.significand
    let ratio = (mantissa - 1) / (mantissa + 1)
    var power = ratio
    var sum = 0.0
    for step in 0..<20 {
      sum += power / Double(2 * step + 1)
      power *= ratio * ratio
    }
    return 2 * sum + Double(number.exponent) * 0.693147180559945
  }
}
