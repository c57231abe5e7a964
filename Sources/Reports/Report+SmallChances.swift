import Diagnostics

extension Report {
  /// The causes as they are told, each with its rank: what counts, and apart from it mere chances.
  ///
  /// A chance is what is only possible beside a proven cause or where all is well, or hardly that beside any other; it is
  /// told last and briefly.
  var rankedCauses: (told: [(rank: Int, cause: DiagnosedCause)], chances: [(rank: Int, cause: DiagnosedCause)]) {
    let outcome = Headline(self).outcome
    let isSettled = outcome == .healthy || outcome == .cause(.confirmed)
    let isChance = { (ranked: (rank: Int, cause: DiagnosedCause)) in
      (isSettled || ranked.rank > 1 && ranked.cause.confidence < 0.2) && ranked.cause.verdict == .possible
        && !ranked.cause.isHint
    }
    let all = diagnosis.toldCauses.enumerated().map { (rank: $0.offset + 1, cause: $0.element) }
    return (all.filter { !isChance($0) }, all.filter(isChance))
  }
}
