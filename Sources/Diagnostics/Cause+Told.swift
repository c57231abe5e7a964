extension Cause {
  /// A cause as a report tells it: its words, without the reasoning that finds it.
  public init(
    id: String, title: String, impact: Impact, symptoms: [String], explanation: String, looksLike: String? = nil,
    references: [String] = []
  ) {
    self.init(
      id: id, title: title, prior: 0, impact: impact, symptoms: symptoms, proofs: [], findings: [], refutations: [],
      leadsTo: [], culprits: [], explanation: explanation, looksLike: looksLike, fixes: [], references: references,
      needs: nil, examples: Examples(present: [], absent: []))
  }
}
