public import Diagnostics

extension Report {
  /// The report with the causes marked that an earlier one has already, no less sure.
  public func measured(by baseline: Report) -> Report {
    let comparison = Comparison(before: baseline, after: self)
    let known = (comparison.changed + comparison.remaining).filter { $0.after.verdict <= $0.before.verdict }.map(
      \.after)
    var causes = diagnosis.causes
    for index in causes.indices {
      causes[index].isKnown = known.contains {
        $0.cause.id == causes[index].cause.id && $0.subject == causes[index].subject
          && $0.culprit == causes[index].culprit
      }
    }
    var report = self
    report.diagnosis = Diagnosis(
      causes: causes, ruledOut: diagnosis.ruledOut, undetermined: diagnosis.undetermined)
    report.baseline = baseline.startedAt
    return report
  }
}
