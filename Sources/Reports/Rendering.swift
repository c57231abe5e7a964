public import Diagnostics

/// A report in one of its forms, with a newline at its end.
///
/// - Parameter catalogue: the causes that SARIF lists as its rules; those of the report where it is nil.
public func rendered(
  _ report: Report, as format: Format, presentation: Presentation = Presentation(), catalogue: Catalogue? = nil
) -> String {
  var text = ""
  if format == .json { text.reserveCapacity(8192 + report.observations.count * 320) }
  render(report, as: format, presentation: presentation, catalogue: catalogue) { text += $0 }
  return text
}

/// Tells a report in one of its forms piece by piece: JSON, which has no bound, is never held as a whole.
public func render(
  _ report: Report, as format: Format, presentation: Presentation = Presentation(), catalogue: Catalogue? = nil,
  to write: (String) -> Void
) {
  switch format {
  case .text: write(TextReport(report, presentation).text)
  case .json: JSONReport.write(report, to: write)
  case .markdown: write(MarkdownReport(report).text)
  case .html: write(HTMLReport(report).text)
  case .sarif: write(SARIFReport(report, catalogue).text)
  case .junit: write(JUnitReport(report).text)
  }
}
