import Diagnostics

/// What an examination looked at: whether a cause that it does not name can count as absent.
struct ReportScope {
  private let report: Report
  private let open: Set<String>
  private let urls: Set<String>
  private let finished: Set<String>

  init(_ report: Report) {
    self.report = report
    open = Set(report.diagnosis.undetermined.map(\.id))
    urls = Set(report.observations.compactMap { $0.subject[.url] } + report.targets)
    finished = Set(report.probes.filter { $0.status == .ok }.map(\.id))
  }

  /// Whether the cause would have been found again: the examination was finished, and looked at one of its cases.
  func includes(_ diagnosed: DiagnosedCause) -> Bool {
    guard report.isComplete, !open.contains(diagnosed.cause.id), !finished.isEmpty else { return false }
    let cases = [diagnosed.subject] + diagnosed.otherSubjects
    return cases.contains(where: includes)
  }

  private func includes(_ subject: Subject) -> Bool {
    if let url = subject[.url] {
      return urls.contains(url) || report.routes.contains { $0.url.map(url.hasPrefix) == true }
    }
    guard let id = subject[.route] else { return true }
    return report.routes.contains { $0.id == id }
  }
}
