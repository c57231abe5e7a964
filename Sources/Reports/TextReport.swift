import Diagnostics

/// The report for a terminal: the verdict first, what to do about it, and the rest in counts.
struct TextReport {
  /// Rows that a report may take, at 100 columns.
  static let screen = 40

  let report: Report
  let presentation: Presentation

  init(_ report: Report, _ presentation: Presentation) {
    self.report = report
    self.presentation = presentation
  }

  var text: String {
    let headline = Headline(report)
    switch presentation.verbosity {
    case .quiet:
      var page = newPage(longest: .max)
      page.line(headline.text, TextStyle(headline.outcome))
      return page.text
    case .normal:
      let budget = Self.screen * max(100, presentation.width) / presentation.width
      let pages = TextDetail.steps.lazy.map { page(headline, $0) }
      return (pages.first { $0.rows <= budget } ?? page(headline, TextDetail.steps.last ?? TextDetail())).text
    case .verbose:
      var page = page(headline, .everything)
      page.appendix(report)
      return page.text
    }
  }

  private func newPage(longest: Int) -> TextPage {
    TextPage(width: presentation.width, usesColor: presentation.usesColor, longest: longest)
  }

  private func page(_ headline: Headline, _ detail: TextDetail) -> TextPage {
    var page = newPage(longest: detail.longest)
    page.paragraph(
      headline.text, hang: 2, lead: headline.word.count, style: TextStyle(headline.outcome),
      longest: max(detail.longest, 400))
    let causes = Array(told.prefix(detail.causes))
    for (index, diagnosed) in causes.enumerated() {
      let isHeadline = index == 0 && headline.outcome == .cause(diagnosed.verdict)
      if !isHeadline { page.rivalHeading(diagnosed, rank: index + 1) }
      if index == 0 {
        page.leading(diagnosed, in: report, detail)
      } else if let evidence = rivalEvidence(diagnosed, detail) {
        page.rival(diagnosed, evidence: evidence, showsAllFixes: presentation.verbosity == .verbose)
      }
    }
    page.rest(
      report, detail, told: causes, isVerbose: presentation.verbosity == .verbose,
      isHealthy: headline.outcome == .healthy)
    return page
  }

  /// The causes worth telling: beside a proven one, or where all is well, what is merely possible only counts.
  private var told: [DiagnosedCause] {
    guard presentation.verbosity != .verbose else { return report.diagnosis.toldCauses }
    return report.rankedCauses.told.map(\.cause)
  }

  /// How many sentences a further cause is worth; nil where its name says enough.
  private func rivalEvidence(_ diagnosed: DiagnosedCause, _ detail: TextDetail) -> Int? {
    if presentation.verbosity == .verbose { return detail.rivalEvidence }
    return diagnosed.isHint ? nil : detail.rivalEvidence
  }
}
