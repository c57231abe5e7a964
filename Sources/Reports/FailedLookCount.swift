import Diagnostics
import Notation

/// How many looks of an examination failed, by the error's name: the observations of `probe.failed`.
struct FailedLookCount {
  private let counts: [String: Int]

  init(_ report: Report) {
    var counts: [String: Int] = [:]
    for observation in report.observations where observation.kind == "probe.failed" {
      let errno = observation.data["errno"]?.text ?? "an unknown error"
      counts[errno, default: 0] += 1 + max(0, observation.data["more"]?.integer ?? 0)
    }
    self.counts = counts
  }

  var total: Int { counts.values.reduce(0, +) }

  /// `2 looks failed: EACCES 1, EIO 1`, the most frequent first; nil where none failed.
  var sentence: String? {
    guard !counts.isEmpty else { return nil }
    let told = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    return "\(Wording.count(total, "look")) failed: \(told.joined(separator: ", "))"
  }
}
