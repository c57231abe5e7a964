import Diagnostics
import Notation

/// Finds the file and line that a cause points at.
struct SARIFPlaces {
  struct Place {
    let file: String
    let line: Int?
  }

  private let observations: [String: Observation]

  init(_ report: Report) {
    let named = Set(report.diagnosis.causes.flatMap(\.evidence).map(\.observation))
    observations = Dictionary(
      report.observations.lazy.filter { named.contains($0.id) }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The place that the evidence names in its fields `file` and `line`, else the culprit's, else the subject's file.
  func place(of diagnosed: DiagnosedCause) -> Place? {
    for evidence in diagnosed.supporting {
      guard let data = observations[evidence.observation]?.data, let file = data["file"]?.text,
        let line = data["line"]?.number.flatMap({ Int(exactly: $0) }), line > 0
      else { continue }
      return Place(file: file, line: line)
    }
    if let culprit = diagnosed.culprit, culprit.hasPrefix("/"), let colon = culprit.lastIndex(of: ":"),
      let line = Int(culprit[culprit.index(after: colon)...]), line > 0
    {
      return Place(file: String(culprit[..<colon]), line: line)
    }
    return (diagnosed.subject[.file] ?? diagnosed.subject[.path]).map { Place(file: $0, line: nil) }
  }
}
