import Diagnostics
import Facts
import Merging
import Testing

/// Reports of several machines joined: what they show together, and that one machine's sights are no evidence on another.
@Suite struct ReportMergeTests {
  private static func root(_ side: RootSeen.Side, _ files: [String], inode: String, boot: String = "k1", uid: Int = 33)
    -> Observation
  {
    let isWriter = side == .writer
    return Observation(
      RootSeen(
        boot: boot, container: "docker", device: "7", gids: [uid], inode: inode, isComplete: true, kind: "media",
        mountDevice: "8:1", mountRoot: "/volumes/v\(inode)/_data", newest: files, now: 2000,
        path: isWriter ? "/app/media" : "/media", point: isWriter ? "/app/media" : "/media", prefix: "/media/",
        program: isWriter ? "gunicorn" : "nginx", side: side, state: .filled, type: "ext4", uid: uid,
        volume: "volume v\(inode)"),
      id: "o1", probe: RootSeen.fact.probe, of: [.route: "media"])
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
      Self.report("app", [Self.root(.writer, ["1 1000 aa 0640 1500:1500 a.jpg"], inode: "5")]),
      Self.report("web", [Self.root(.reader, ["1 1000 aa 0640 1500:1500 a.jpg"], inode: "5")]))
    #expect(report.observations.contains { $0.isOf(RootsSame.self) && $0.subject[.route] == "web/media" })
    #expect(report.observations.contains { $0[MergeIdsDiffer.owner] == 1500 })
    #expect(Set(report.observations.map(\.id)).count == report.observations.count)
  }

  @Test(arguments: ["k1", "k2"])
  func twoDirectories(boot: String) {
    let report = Self.merged(
      Self.report("app", [Self.root(.writer, ["1 1000 aa 0644 0:0 a.jpg"], inode: "5")]),
      Self.report("web", [Self.root(.reader, [], inode: "6", boot: boot)]))
    #expect(report.observations.contains { $0.isOf(MountNotShared.self) })
    #expect(report.observations.contains { $0[MergeUploadUnseen.example] == "a.jpg" })
  }

  @Test func copiesAreNoFault() {
    let files = ["1 1000 aa 0644 0:0 a.css"]
    let report = Self.merged(
      Self.report("app", [Self.root(.writer, files, inode: "5")]),
      Self.report("web", [Self.root(.reader, files, inode: "6")]))
    #expect(!report.observations.contains { $0.probe == "merge" })
  }

  @Test func instancesWithDisksOfTheirOwn() {
    let report = Self.merged(
      Self.report("web-1", [Self.root(.writer, ["1 1000 aa 0644 0:0 a.jpg"], inode: "5")]),
      Self.report("web-2", [Self.root(.writer, ["1 1001 bb 0644 0:0 b.jpg"], inode: "5", boot: "k2")]))
    #expect(report.observations.contains { $0.isOf(MergeOwnDisks.self) })
  }

  @Test func whatNobodySaw() {
    let report = Self.merged(Self.report("web", [Self.root(.reader, [], inode: "5")]))
    #expect(report.diagnosis.undetermined.contains { $0.id == "volumes.not-shared" })
  }

  @Test func everyObservationNamesAProbeOfTheReport() {
    let report = Self.merged(
      Self.report("app", [Self.root(.writer, ["1 1000 aa 0644 0:0 a.jpg"], inode: "5")]),
      Self.report("web", [Self.root(.reader, [], inode: "6")]))
    #expect(report.observations.contains { $0.probe == "merge" })
    #expect(Set(report.observations.map(\.probe)).isSubset(of: report.probes.map(\.id)))
  }

  @Test func instancesOfDifferentReleases() {
    func release(_ name: String, digest: String) -> [Observation] {
      let seen = ReleaseSeen(
        digest: digest, manifest: "/app/manifest.json", name: "manifest.json", names: ["app.js"], paths: [name],
        prefix: "/static/", tool: "vite")
      return [Observation(seen, id: "o1", probe: ReleaseSeen.fact.probe, of: [.route: "static"])]
    }
    let report = Self.merged(
      Self.report("web-1", release("app-1.js", digest: "a")), Self.report("web-2", release("app-2.js", digest: "b")))
    #expect(report.observations.contains { $0[MergeReleasesDiffer.other] == "app-2.js" })
    let same = Self.merged(
      Self.report("web-1", release("app-1.js", digest: "a")), Self.report("web-2", release("app-1.js", digest: "a")))
    #expect(!same.observations.contains { $0.isOf(MergeReleasesDiffer.self) })
  }

  @Test(arguments: ["43 1790000000 1f3a 0644 1000:1000 2026/a b.jpg", "0 1 - 0600 0:0 x"])
  func seenFiles(text: String) { #expect(SeenFile(text)?.text == text) }
}
