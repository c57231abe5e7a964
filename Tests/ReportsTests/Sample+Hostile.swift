import Diagnostics
import Notation

extension Sample {
  /// A name that attacks terminals, markup, tables and code fences.
  static let evil =
    "/srv/\u{1b}[2J\u{202e}gpj.x\u{2066}\u{7}\n## fake\r</pre><script>alert(1)</script>```|]]>&#x27;\u{0}\u{9b}1m\u{feff} 日本 \u{fffd}\"'%0a"

  static let hostileReport = report(
    Diagnosis(
      causes: [
        DiagnosedCause(
          cause: Cause(
            id: "files.missing", title: "Just this file is absent: \(evil)", impact: .high, symptoms: ["http-404"],
            explanation: evil, looksLike: evil, references: ["javascript:alert(1)", "https://example.com/\(evil)"]),
          verdict: .confirmed, confidence: 0.98, subject: [.url: "http://localhost/media/\(evil)", .path: evil],
          otherSubjects: [[.path: evil]],
          evidence: [
            Evidence(observation: "o1", supports: true, weight: 4, summary: evil),
            Evidence(observation: "o2", supports: false, weight: -1, summary: evil),
          ],
          fixes: [
            Fix(summary: evil, commands: ["ls -b -- \(evil)", "echo \(evil.shellQuoted)"], risk: .low, note: evil)
          ],
          consequences: [Consequence(id: "http.x", title: evil, verdict: .possible)], culprit: evil)
      ], ruledOut: [RuledOut(id: "disk.full", because: evil, evidence: [evil])],
      undetermined: [Undetermined(id: "s3.x", needs: evil, probe: evil)]),
    observations: [
      Observation(
        kind: "path.component", probe: "path", subject: [.path: evil], summary: evil,
        data: [
          "path": .string(evil), "owner": .string(evil), "verdict": "denied", "mode": "0700", "type": .string(evil),
          "link_target": .string(evil), evil: [.object([evil: .string(evil)]), 1.5, .null, true],
        ])
    ],
    targets: [evil],
    host: HostSummary(
      hostname: evil, system: evil, kernel: evil, container: "none", uid: 0, userName: evil, capabilities: [evil]),
    probes: [
      ProbeRun(id: "path", status: .ok, durationMilliseconds: 1), ProbeRun(id: "s3", status: .failed, reason: evil),
    ],
    routes: [
      RouteSummary(
        id: "media", kind: .media, url: "http://localhost/media/", handler: evil, writer: ["process": .string(evil)],
        reader: ["name": .string(evil), "uid": 33], root: evil, mount: ["type": .string(evil)], sources: [evil])
    ])

  /// More than a screen: three likely causes and four possible ones.
  static let severalReport: Report = {
    func rival(_ id: String, _ verdict: Verdict, _ confidence: Double) -> DiagnosedCause {
      DiagnosedCause(
        cause: Cause(
          id: id, title: "What \(id) says", impact: .medium, symptoms: ["http-404"], explanation: "Because."),
        verdict: verdict, confidence: confidence, subject: subject,
        evidence: traversed.evidence, fixes: traversed.fixes, culprit: "/etc/nginx/nginx.conf:7")
    }
    var report = accessReport
    report.diagnosis = Diagnosis(
      causes: [
        traversed, rival("nginx.root-instead-of-alias", .likely, 0.7), rival("files.missing", .likely, 0.6),
        rival("disk.full", .possible, 0.4), rival("app.stopped", .possible, 0.3), rival("http.cache", .possible, 0.2),
      ],
      ruledOut: ruledOut, undetermined: accessReport.diagnosis.undetermined)
    return report
  }()
}
