import Diagnostics
import Notation

extension Sample {
  static let traversal = Cause(
    id: "access.parent-not-traversable", title: "A directory above the file may not be entered by the web server",
    impact: .high, symptoms: ["http-403", "http-404"],
    explanation: """
      To open a file, a process needs the right to enter (x) every directory above it. One of them lacks it for the
      identity of nginx's workers. nginx answers 403, or 404 where try_files asked first.
      """,
    looksLike: "A missing file: behind try_files the same fault answers 404.",
    references: ["https://man7.org/linux/man-pages/man7/path_resolution.7.html"])

  static func component(_ path: String, _ mode: String, _ owner: String, _ verdict: String, type: String = "directory")
    -> Observation
  {
    Observation(
      kind: "path.component", probe: "path", subject: subject,
      summary: "\(path) is \(mode) \(owner):\(owner)",
      data: [
        "path": .string(path), "type": .string(type), "mode": .string(mode), "owner": .string(owner),
        "group": .string(owner), "needed": type == "directory" ? "x" : "r", "verdict": .string(verdict),
        "mount": "/",
      ], atMilliseconds: 5.125)
  }

  static let walk = [
    component("/", "0755", "root", "allowed"),
    component("/home", "0755", "root", "allowed"),
    component("/home/deploy", "0700", "deploy", "denied"),
    component("/home/deploy/app", "0755", "deploy", "unknown"),
    component("/home/deploy/app/media", "2775", "deploy", "unknown"),
    component("/home/deploy/app/media/photos", "0755", "deploy", "unknown"),
    component(file, "0644", "deploy", "unknown", type: "regular"),
  ]

  static let exchange = Observation(
    kind: "http.status", probe: "http", subject: subject, summary: "GET \(url) answers 403",
    data: [
      "code": 403, "dns_ms": 0.5, "connect_ms": 0.25, "tls_ms": .null, "first_byte_ms": 3.5, "total_ms": 4.5,
      "server": "nginx/1.22.1",
    ], atMilliseconds: 52)

  static let log = Observation(
    kind: "log.open-failed", probe: "nginx-log", subject: subject,
    summary: "error.log: open() \"\(file)\" failed (13: Permission denied)",
    data: ["errno": "EACCES", "count": 12], atMilliseconds: 60)

  static let traversed = DiagnosedCause(
    cause: traversal, verdict: .confirmed, confidence: 0.98, subject: subject,
    otherSubjects: [[.url: "http://localhost/media/b.jpg"], [.url: "http://localhost/media/c.jpg"]],
    evidence: [
      Evidence(
        observation: "o3", supports: true, weight: 4.2,
        summary: "/home/deploy is 0700 deploy:deploy; www-data (33) is other and has no x"),
      Evidence(observation: "o8", supports: true, weight: 3.11, summary: "GET \(url) answers 403"),
      Evidence(
        observation: "o9", supports: true, weight: 2.5,
        summary: "error.log: open() \"\(file)\" failed (13: Permission denied)"),
      Evidence(observation: "o10", supports: true, weight: 0.5, summary: "other media URLs answer 403 too"),
      Evidence(observation: "o11", supports: false, weight: -0.7, summary: "no SELinux label denies it"),
    ],
    fixes: [
      Fix(
        summary: "Let the web server's group pass through /home/deploy",
        commands: ["setfacl -m u:www-data:x /home/deploy", "sudo -u www-data test -r \(file) && echo readable"],
        risk: .low, note: "It opens nothing but the way through: names in /home/deploy stay unlisted."),
      Fix(
        summary: "Let everyone pass through /home/deploy", commands: ["chmod o+x /home/deploy"], risk: .medium,
        note: "Every local user may then open what is readable below, if its name is known."),
    ],
    consequences: [
      Consequence(id: "nginx.error-page-masks", title: "An error page hides the real status", verdict: .likely)
    ],
    culprit: "/home/deploy")

  static let accessReport = report(
    Diagnosis(
      causes: [traversed], ruledOut: ruledOut,
      undetermined: [
        Undetermined(id: "http.cdn-stale", needs: "run again from outside with the public URL", probe: "http")
      ]),
    observations: walk + [exchange, log], targets: [url])
}
