/// Weighs the causes of a catalogue against observations.
public struct Diagnoser: Sendable {
  let catalogue: Catalogue
  let vocabulary: Vocabulary

  public init(catalogue: Catalogue, vocabulary: Vocabulary) {
    self.catalogue = catalogue
    self.vocabulary = vocabulary
  }

  /// Ranks the causes that these observations make probable, with what speaks for and against each.
  ///
  /// Facts that are no evidence neither support a cause nor make a case of what they are about.
  public func diagnose(_ observations: [Observation]) -> Diagnosis {
    let cases = CaseFile.all(of: observations.filter { vocabulary[$0.kind]?.isEvidence != false })
    let weighed = cases.map { weigh($0) }
    let held = weighed.flatMap { $0 }.filter { $0.verdict != nil }
    return Diagnosis(
      causes: Ranking(diagnoser: self).ranked(held),
      ruledOut: ruledOut(weighed.flatMap { $0 }),
      undetermined: undetermined(cases, held: Set(held.filter { $0.verdict == .confirmed }.map(\.cause.id))))
  }

  /// Every cause in one case, with its posterior.
  private func weigh(_ file: CaseFile) -> [Hypothesis] {
    var hypotheses = catalogue.causes.map { hypothesis($0, in: file) }
    let active = hypotheses.indices.filter { index in
      hypotheses[index].refutation == nil
        && (!hypotheses[index].supporting.isEmpty || hypotheses[index].proof != nil)
    }
    let network = NoisyOr(
      priors: active.map { hypotheses[$0].proof == nil ? hypotheses[$0].cause.prior : 0.98 },
      positives: positives(active.map { hypotheses[$0] }),
      absences: active.map { hypotheses[$0].proof == nil ? hypotheses[$0].absence : 1 })
    for (index, posterior) in zip(active, network.posteriors()) { hypotheses[index].posterior = posterior }
    return hypotheses
  }

  private func hypothesis(_ cause: Cause, in file: CaseFile) -> Hypothesis {
    var hypothesis = Hypothesis(cause: cause, subject: file.subject, context: file.observations)
    for finding in cause.findings {
      if let seen = file.match(finding.when) {
        hypothesis.supporting.append((seen, finding.probability))
      } else if let instead = file.contrary(to: finding.when, in: vocabulary), !cause.isPartlyProven(by: instead) {
        hypothesis.opposing.append((instead, finding.probability))
      }
    }
    for conditions in cause.proofs where hypothesis.proof == nil { hypothesis.proof = file.proof(conditions) }
    hypothesis.refutation = cause.refutations.lazy.compactMap { file.match($0) }.first
    return hypothesis
  }

  /// The finding nodes: one for each phenomenon, with the best probability that each cause gives it.
  private func positives(_ hypotheses: [Hypothesis]) -> [NoisyOr.Positive] {
    var nodes: [String: (leak: Double, probability: [Int: Double])] = [:]
    for (index, hypothesis) in hypotheses.enumerated() {
      for (observation, probability) in hypothesis.supporting {
        let fact = vocabulary[observation.kind]
        let name = fact?.phenomenon ?? observation.id
        var node = nodes[name] ?? (fact?.leak ?? 0.02, [:])
        node.leak = min(node.leak, fact?.leak ?? 0.02)
        node.probability[index] = max(node.probability[index] ?? 0, probability)
        nodes[name] = node
      }
    }
    return nodes.sorted { $0.key < $1.key }.map {
      NoisyOr.Positive(leak: $0.value.leak, probability: $0.value.probability)
    }
  }

  private func ruledOut(_ hypotheses: [Hypothesis]) -> [RuledOut] {
    let held = Set(hypotheses.filter { $0.verdict != nil }.map(\.cause.id))
    var refutations: [String: [Observation]] = [:]
    for hypothesis in hypotheses {
      guard let refutation = hypothesis.refutation, !held.contains(hypothesis.cause.id) else { continue }
      if refutations[hypothesis.cause.id]?.contains(refutation) != true {
        refutations[hypothesis.cause.id, default: []].append(refutation)
      }
    }
    return catalogue.causes.compactMap { cause in
      guard let observations = refutations[cause.id], let first = observations.first else { return nil }
      return RuledOut(id: cause.id, because: first.summary, evidence: observations.map(\.id))
    }
  }

  private func undetermined(_ cases: [CaseFile], held: Set<String>) -> [Undetermined] {
    catalogue.causes.compactMap { cause in
      guard let needs = cause.needs, !held.contains(cause.id) else { return nil }
      let isOpen = cases.contains { file in
        needs.when.allSatisfy { file.match($0) != nil } && cause.refutations.allSatisfy { file.match($0) == nil }
      }
      return isOpen ? Undetermined(id: cause.id, needs: needs.text, probe: needs.probe) : nil
    }
  }
}
