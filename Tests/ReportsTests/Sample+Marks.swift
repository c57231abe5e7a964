import Diagnostics
import Notation

extension Sample {
  /// A report in which every field that holds text holds a mark of its own.
  static var markedReport: Report {
    let cause = Cause(
      id: "area.mark-cause", title: "mark-title", impact: .high, symptoms: ["mark-symptom"],
      explanation: "mark-explanation", looksLike: "mark-looks-like", references: ["mark-reference"])
    let diagnosed = DiagnosedCause(
      cause: cause, verdict: .confirmed, confidence: 0.97, subject: [.path: "/mark-subject"],
      otherSubjects: [[.path: "/mark-other-subject"]],
      evidence: [
        Evidence(observation: "o1", supports: true, weight: 3, summary: "mark-for"),
        Evidence(observation: "o2", supports: false, weight: -1, summary: "mark-against"),
      ],
      fixes: [
        Fix(
          summary: "mark-first-fix", commands: ["mark-command-one", "mark-command-two"], risk: .medium,
          note: "mark-note",
          patch: "--- /a\n+++ /a\n@@ -1 +1 @@\n-mark-patch-old\n+mark-patch-new\n"),
        Fix(summary: "mark-second-fix", commands: [], risk: .low),
      ],
      consequences: [Consequence(id: "area.mark-consequence", title: "mark-follows", verdict: .likely)],
      culprit: "mark-culprit")
    let route = RouteSummary(
      id: "mark-route", kind: .media, url: "http://localhost/m/", handler: "nginx-file",
      writer: ["program": "mark-writer"], root: "/mark-root", sources: ["mark-source"])
    var host = host
    (host.uid, host.userName) = (1000, "mark-user")
    var report = report(
      Diagnosis(
        causes: [diagnosed],
        ruledOut: [RuledOut(id: "area.mark-ruled-out", because: "mark-because", evidence: ["o1"])],
        undetermined: [Undetermined(id: "area.mark-open", needs: "mark-needs", probe: nil)]),
      observations: [
        Observation(
          kind: "mark-kind", probe: "path", subject: [.path: "/mark-subject"], summary: "mark-summary",
          data: ["field": "mark-data"])
      ],
      host: host,
      probes: [
        ProbeRun(id: "mark-skipped", status: .skipped, reason: "mark-reason"),
        ProbeRun(id: "mark-failed", status: .failed, reason: "mark-reason"),
      ], routes: [route])
    report.redactions = ["mark-secret": 1]
    return report
  }
}
