import Diagnostics
import Notation

/// Reports made by hand, one for each kind of outcome.
enum Sample: String, CaseIterable, Sendable {
  case access, nginx, disk, healthy, partial, interrupted, hostile, several

  var report: Report {
    switch self {
    case .access: Self.accessReport
    case .nginx: Self.nginxReport
    case .disk: Self.diskReport
    case .healthy: Self.healthyReport
    case .partial: Self.partialReport
    case .interrupted: Self.interruptedReport
    case .hostile: Self.hostileReport
    case .several: Self.severalReport
    }
  }

  static let host = HostSummary(
    hostname: "web-1", system: "Debian GNU/Linux 12 (bookworm)", kernel: "6.1.0-28-amd64", container: "none", uid: 0,
    userName: "root", capabilities: ["CAP_CHOWN", "CAP_DAC_OVERRIDE"])

  static let media = RouteSummary(
    id: "media", kind: .media, url: "http://localhost/media/", handler: "nginx-file",
    writer: ["program": "gunicorn", "uid": 1000, "name": "deploy"],
    reader: ["program": "nginx", "uid": 33, "name": "www-data"], root: "/home/deploy/app/media",
    mount: ["point": "/", "type": "ext4", "source": "/dev/sda1", "options": ["rw", "relatime"]],
    sources: ["/etc/nginx/sites-enabled/app:12", "MEDIA_ROOT in /proc/812/environ"])

  static let url = "http://localhost/media/photos/a.jpg"
  static let file = "/home/deploy/app/media/photos/a.jpg"
  static let subject: Subject = [.url: url, .route: "media", .path: file]

  static let probes = [
    ProbeRun(id: "nginx-config", status: .ok, durationMilliseconds: 3.25),
    ProbeRun(id: "nginx-resolve", status: .ok, durationMilliseconds: 1),
    ProbeRun(id: "path", status: .ok, durationMilliseconds: 2),
    ProbeRun(id: "disk", status: .ok, durationMilliseconds: 4),
    ProbeRun(id: "http", status: .ok, durationMilliseconds: 41.5),
    ProbeRun(id: "s3", status: .skipped, reason: "no bucket is configured"),
    ProbeRun(id: "s3-public", status: .skipped, reason: "no bucket is configured"),
    ProbeRun(id: "upload", status: .skipped, reason: "needs --upload-url"),
  ]

  static let ruledOut = [
    RuledOut(
      id: "files.missing", because: "/home/deploy/app/media/photos/a.jpg is there (48213 bytes)", evidence: ["o7"]),
    RuledOut(id: "disk.full", because: "/ has 61 % of its blocks free", evidence: ["o10"]),
    RuledOut(id: "nginx.not-running", because: "nginx answers on 127.0.0.1:80", evidence: ["o9"]),
  ]

  static func report(
    _ diagnosis: Diagnosis, observations: [Observation] = [], targets: [String] = [], isComplete: Bool = true,
    host: HostSummary = host, probes: [ProbeRun] = probes, routes: [RouteSummary] = [media]
  ) -> Report {
    var observations = observations
    for index in observations.indices where observations[index].id.isEmpty { observations[index].id = "o\(index + 1)" }
    return Report(
      startedAt: 1_795_168_800, durationMilliseconds: 84.5, isComplete: isComplete,
      redactions: ["environment": 2, "url": 1], host: host, targets: targets, routes: routes, diagnosis: diagnosis,
      observations: observations, probes: probes)
  }

  /// A report with these causes alone.
  static func report(_ causes: [DiagnosedCause]) -> Report {
    report(Diagnosis(causes: causes, ruledOut: [], undetermined: []), observations: [exchange])
  }

  /// A cause that was found, with whatever words.
  static func caused(
    _ id: String, _ verdict: Verdict, culprit: String? = nil, consequences: [Consequence] = []
  ) -> DiagnosedCause {
    DiagnosedCause(
      cause: Cause(id: id, title: "What \(id) says", impact: .high, symptoms: ["http-404"], explanation: ""),
      verdict: verdict, confidence: 0.8, subject: subject,
      evidence: [Evidence(observation: "o1", supports: true, weight: 2, summary: "what was seen")], fixes: [],
      consequences: consequences, culprit: culprit)
  }
}
