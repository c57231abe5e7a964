import Diagnostics
import Notation

extension Sample {
  static let aliasCause = DiagnosedCause(
    cause: Cause(
      id: "nginx.alias-missing-slash", title: "An alias and its location do not both end in a slash", impact: .high,
      symptoms: ["http-404"], explanation: "nginx replaces the location's prefix by the alias, byte by byte.",
      references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#alias"]),
    verdict: .likely, confidence: 0.83, subject: [.url: "http://localhost/static/app.css", .route: "static"],
    evidence: [
      Evidence(
        observation: "o1", supports: true, weight: 3.4,
        summary: "/etc/nginx/sites-enabled/app:14 maps /static/app.css to /srv/app/staticapp.css"),
      Evidence(observation: "o2", supports: false, weight: -0.4, summary: "the answer is 403, not 404"),
    ],
    fixes: [
      Fix(
        summary: "End the alias in a slash",
        commands: [
          "sed -i '14s|alias /srv/app/static;|alias /srv/app/static/;|' /etc/nginx/sites-enabled/app && nginx -t && "
            + "systemctl reload nginx"
        ],
        risk: .low)
    ],
    culprit: "/etc/nginx/sites-enabled/app:14")

  static let nginxReport = report(
    Diagnosis(causes: [aliasCause], ruledOut: ruledOut, undetermined: []),
    observations: [
      Observation(
        kind: "nginx.mapped", probe: "nginx-resolve",
        subject: [.url: "http://localhost/static/app.css", .route: "static"],
        summary: "/static/app.css is mapped to /srv/app/staticapp.css",
        data: ["file": "/etc/nginx/sites-enabled/app", "line": 14, "path": "/srv/app/staticapp.css"]),
      Observation(
        kind: "http.status", probe: "http", subject: [.url: "http://localhost/static/app.css", .route: "static"],
        summary: "GET http://localhost/static/app.css answers 403", data: ["code": 403]),
    ],
    routes: [
      media,
      RouteSummary(
        id: "static", kind: .static, url: "http://localhost/static/", handler: "nginx-file",
        reader: ["process": "nginx", "uid": 33, "name": "www-data"], root: "/srv/app/static"),
    ])

  static let diskReport = report(
    Diagnosis(
      causes: [
        DiagnosedCause(
          cause: Cause(
            id: "disk.inodes-exhausted", title: "The file system has no free inodes", impact: .high,
            symptoms: ["upload-fails", "http-500"], explanation: "Every file takes one inode; there are none left."),
          verdict: .confirmed, confidence: 0.98, subject: [.mount: "/srv/media", .route: "media"],
          evidence: [
            Evidence(observation: "o1", supports: true, weight: 5, summary: "/srv/media: 0 of 131072 inodes are free"),
            Evidence(observation: "o2", supports: true, weight: 2, summary: "/srv/media: 61 % of the blocks are free"),
          ],
          fixes: [
            Fix(
              summary: "Find the directory with the most files",
              commands: ["du --inodes -x /srv/media | sort -n | tail -n 20"], risk: .low, note: nil)
          ],
          culprit: "/srv/media"),
        DiagnosedCause(
          cause: Cause(
            id: "app.debug-server", title: "The application's debug server is used", impact: .low, symptoms: ["none"],
            explanation: ""),
          verdict: .possible, confidence: 0.3, subject: [.process: "812"],
          evidence: [
            Evidence(observation: "o3", supports: true, weight: 1, summary: "DEBUG=1 stands in the environment")
          ],
          fixes: []),
      ], ruledOut: [], undetermined: []),
    observations: [
      Observation(
        kind: "disk.inodes", probe: "disk", subject: [.mount: "/srv/media"],
        summary: "/srv/media has 0 of 131072 inodes left",
        data: ["mount": "/srv/media", "for": "media", "state": "exhausted", "free": 0, "total": 131_072]),
      Observation(
        kind: "disk.space", probe: "disk", subject: [.mount: "/srv/media"], summary: "/srv/media has 61 % left",
        data: ["mount": "/srv/media", "state": "ok", "total": 8_589_934_592, "available": 5_239_860_101]),
      Observation(
        kind: "disk.space", probe: "disk", subject: [.mount: "/"], summary: "/ has 4 % left",
        data: ["mount": "/", "state": "nearly-full", "total": 42_949_672_960, "available": 1_717_986_918]),
      Observation(
        kind: "mount.stalled", probe: "mounts", subject: [.mount: "/mnt/nfs"], summary: "/mnt/nfs does not answer",
        data: ["point": "/mnt/nfs", "type": "nfs4", "source": "10.0.0.5:/export"]),
    ])

  static let healthyReport = report(
    Diagnosis(causes: [], ruledOut: ruledOut, undetermined: []),
    observations: [
      Observation(
        kind: "http.status", probe: "http", subject: subject, summary: "GET \(url) answers 200", data: ["code": 200])
    ])

  static let partialReport = report(
    Diagnosis(
      causes: [], ruledOut: [],
      undetermined: [
        Undetermined(id: "access.parent-not-traversable", needs: "run again as root", probe: "path"),
        Undetermined(id: "s3.access-denied", needs: "run again with --s3-bucket", probe: "s3"),
      ]),
    observations: [exchange], targets: [url],
    host: HostSummary(
      hostname: nil, system: nil, kernel: nil, container: "docker", uid: 65534, userName: "nobody", capabilities: nil),
    probes: [
      ProbeRun(id: "http", status: .ok, durationMilliseconds: 12),
      ProbeRun(id: "path", status: .failed, durationMilliseconds: 1, reason: "openat /home/deploy: EACCES"),
      ProbeRun(id: "mounts", status: .timedOut, durationMilliseconds: 2000, reason: "no answer from /mnt/nfs in 2 s"),
      ProbeRun(id: "s3", status: .skipped, reason: "no bucket is configured"),
    ])

  static let interruptedReport = report(
    Diagnosis(causes: [], ruledOut: [], undetermined: []), isComplete: false,
    probes: [
      ProbeRun(id: "nginx-config", status: .ok, durationMilliseconds: 3),
      ProbeRun(id: "http", status: .skipped, reason: "interrupted"),
    ])
}
