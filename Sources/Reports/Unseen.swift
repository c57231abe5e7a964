import Diagnostics

/// What an examination could not see, and who could.
struct Unseen {
  /// Probes that were to look and could not: `disk timed out: …`.
  let failures: [String]
  /// Probes that did not look, together with the others of the same reason.
  let skipped: [String]
  /// How many looks failed, and with which errors; nil where none did.
  let looks: String?
  /// Causes that need another look.
  let open: [String]
  /// Who would see more, and where; nil where the examination ran as root and outside of a container.
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
    looks = FailedLookCount(report).sentence
    open = report.diagnosis.undetermined.map { "\($0.id): \($0.needs)" }
    other = Self.other(report)
  }

  /// Who would see more, and where.
  private static func other(_ report: Report) -> String? {
    let host = report.host
    let place = host.hostname ?? "this machine"
    if host.uid != 0 { return "examined as \(Wording.user(host)): run as root on \(place) to see the rest" }
    guard host.container != "none" else { return nil }
    return
      "examined inside a container (\(host.container)): run as root on its host to see the mounts and the other containers"
  }
}
