import Diagnostics

/// What an examination could not see, and who could.
struct Unseen {
  /// Probes that were to look and could not: `disk timed out: …`.
  let failures: [String]
  /// Probes that did not look, together with the others of the same reason.
  let skipped: [String]
  /// Causes that need another look.
  let open: [String]
  /// Who would see more; nil where the examination ran as root.
  let other: String?

  init(_ report: Report) {
    failures = report.probes.compactMap { probe in
      switch probe.status {
      case .failed: "\(probe.id) failed" + (probe.reason.map { ": \($0)" } ?? "")
      case .timedOut: "\(probe.id) timed out" + (probe.reason.map { ": \($0)" } ?? "")
      case .ok, .skipped: nil
      }
    }
    var reasons: [(reason: String, probes: [String])] = []
    for probe in report.probes where probe.status == .skipped {
      let reason = probe.reason ?? "no reason given"
      if let index = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[index].probes.append(probe.id)
      } else {
        reasons.append((reason, [probe.id]))
      }
    }
    skipped = reasons.map { "\($0.probes.joined(separator: ", ")) skipped: \($0.reason)" }
    open = report.diagnosis.undetermined.map { "\($0.id): \($0.needs)" }
    other =
      report.host.uid == 0
      ? nil : "examined as \(Wording.user(report.host)): run as root on this host to see the rest"
  }
}
