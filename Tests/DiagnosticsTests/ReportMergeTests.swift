import Notation
import Testing

@testable import Diagnostics

/// Reports of several machines joined: what they show together, and that one machine's sights are no evidence on another.
@Suite struct ReportMergeTests {
  private static func root(_ side: String, _ files: [String], inode: String, boot: String = "k1", uid: Int = 33)
    -> Observation
  {
    Observation(
      id: "o1", kind: "root.seen", probe: "roots", subject: [.route: "media"],
      data: [
        "side": .string(side), "path": side == "writer" ? "/app/media" : "/media", "prefix": "/media/", "kind": "media",
        "program": side == "writer" ? "gunicorn" : "nginx", "uid": .int(uid), "gids": [.int(uid)], "state": "filled",
        "device": "7", "inode": .string(inode), "mount_device": "8:1",
        "mount_root": .string("/volumes/v\(inode)/_data"), "type": "ext4",
        "point": side == "writer" ? "/app/media" : "/media", "volume": .string("volume v\(inode)"),
        "container": "docker",
        "boot": .string(boot), "now": 2000, "newest": Value(files), "is_complete": true,
      ])
  }

  private static func report(_ host: String, _ observations: [Observation]) -> Report {
    Report(
      startedAt: 1, durationMilliseconds: 1, isComplete: true,
      host: HostSummary(
        hostname: host, system: nil, kernel: nil, container: "docker", uid: 0, userName: "root", capabilities: nil),
      routes: [RouteSummary(id: "media", kind: .media)],
      diagnosis: Diagnosis(causes: [], ruledOut: [], undetermined: []), observations: observations,
      probes: [ProbeRun(id: "roots", status: .ok)])
  }

  private static func merged(_ reports: Report...) -> Report {
    ReportMerge(reports).report(catalogue: Catalogue([]), vocabulary: Vocabulary([]))
  }

  @Test func oneDirectory() {
    let report = Self.merged(
      Self.report("app", [Self.root("writer", ["1 1000 aa 0640 1500:1500 a.jpg"], inode: "5")]),
      Self.report("web", [Self.root("reader", ["1 1000 aa 0640 1500:1500 a.jpg"], inode: "5")]))
    #expect(report.observations.contains { $0.kind == "roots.same" && $0.subject[.route] == "web/media" })
    #expect(report.observations.contains { $0.kind == "merge.ids-differ" && $0.data["owner"] == 1500 })
    #expect(Set(report.observations.map(\.id)).count == report.observations.count)
  }

  @Test(arguments: ["k1", "k2"])
  func twoDirectories(boot: String) {
    let report = Self.merged(
      Self.report("app", [Self.root("writer", ["1 1000 aa 0644 0:0 a.jpg"], inode: "5")]),
      Self.report("web", [Self.root("reader", [], inode: "6", boot: boot)]))
    #expect(report.observations.contains { $0.kind == "mount.not-shared" })
    #expect(report.observations.contains { $0.kind == "merge.upload-unseen" && $0.data["example"] == "a.jpg" })
  }

  @Test func copiesAreNoFault() {
    let files = ["1 1000 aa 0644 0:0 a.css"]
    let report = Self.merged(
      Self.report("app", [Self.root("writer", files, inode: "5")]),
      Self.report("web", [Self.root("reader", files, inode: "6")]))
    #expect(!report.observations.contains { $0.probe == "merge" })
  }

  @Test func instancesWithDisksOfTheirOwn() {
    let report = Self.merged(
      Self.report("web-1", [Self.root("writer", ["1 1000 aa 0644 0:0 a.jpg"], inode: "5")]),
      Self.report("web-2", [Self.root("writer", ["1 1001 bb 0644 0:0 b.jpg"], inode: "5", boot: "k2")]))
    #expect(report.observations.contains { $0.kind == "merge.own-disks" })
  }

  @Test func whatNobodySaw() {
    let report = Self.merged(Self.report("web", [Self.root("reader", [], inode: "5")]))
    #expect(report.diagnosis.undetermined.contains { $0.id == "volumes.not-shared" })
  }

  @Test func sightsStayOnTheirMachine() {
    #expect(!Subject([.host: "a"]).joins([.host: "b", .url: "http://x/"]))
    #expect(Subject([.host: "a"]).joins([.host: "a", .url: "http://x/"]))
    #expect(!Subject([.host: "a", .url: "http://x/"]).joins([.host: "a", .url: "http://y/"]))
    #expect(!Subject([.host: "a", .route: "media"]).joins([.host: "b", .route: "media"]))
  }

  @Test(arguments: ["43 1790000000 1f3a 0644 1000:1000 2026/a b.jpg", "0 1 - 0600 0:0 x"])
  func seenFiles(text: String) { #expect(SeenFile(text)?.text == text) }
}
