import Diagnostics
import Reports
import Testing

/// What the commands trace, scan and resolve tell of one path, one tree and one URL.
@Suite struct LookTests {
  private static let reader = IdentitySummary(uid: 33, gid: 33, groups: [], name: "www-data")

  private static func component(_ path: String, _ mode: String, isAllowed: Bool) -> TracedComponent {
    var component = TracedComponent(ToldPath(shown: path))
    component.type = "directory"
    component.mode = mode
    component.owner = FileOwner(uid: 1000, gid: 1000, user: "deploy", group: nil)
    component.needed = "x"
    component.missing = isAllowed ? "" : "x"
    component.isAllowed = isAllowed
    return component
  }

  private static var denied: TracedPath {
    var traced = TracedPath(ToldPath(shown: "/srv/app/a\u{1b}.css"), as: reader, for: "read")
    traced.components = [
      component("/", "0755", isAllowed: true), component("/srv/app", "0700", isAllowed: false),
    ]
    traced.isAllowed = false
    traced.isAsked = true
    traced.deniedAt = "/srv/app"
    traced.reason = "needs x: mode 0700, owner 1000:1000, identity is other"
    traced.cure = TracedPath.Cure(
      commands: ["chmod o+x /srv/app"], isSufficient: true, isPartlyUnseen: false, elsewhere: nil)
    return traced
  }

  @Test func aDeniedWalkNamesPlaceReasonAndCure() {
    let lines = Self.denied.text(columns: nil).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "denied: www-data (33) cannot read /srv/app/a\\x1b.css, refused at /srv/app")
    #expect(lines[1] == "  why: needs x: mode 0700, owner deploy:1000, identity is other")
    #expect(lines[2] == "  cure: chmod o+x /srv/app")
    #expect(lines.contains { $0.hasPrefix("NO 0700 deploy 1000") && $0.hasSuffix("/srv/app  <- lacks x") })
  }

  @Test(arguments: [
    (TracedPath.End.missing, "missing: /srv/app/a\\x1b.css does not exist; the way ends at /srv"),
    (.notDirectory, "missing: /srv/app/a\\x1b.css asks for a directory where /srv is none"),
    (.circle, "circle: the links of /srv/app/a\\x1b.css lead in a circle, or there are more than 40 of them"),
  ])
  func aWalkThatEndsEarlySaysHow(end: TracedPath.End, verdict: String) {
    var traced = Self.denied
    traced.components = [Self.component("/srv", "0755", isAllowed: true)]
    (traced.end, traced.problem) = (end, "the kernel's word")
    let text = traced.text(columns: nil)
    #expect(text.hasPrefix(verdict + "\n"))
    #expect(text.contains("<- the kernel's word"))
  }

  @Test func namesOfOtherBytesAreToldExactly() {
    let traced = TracedPath(ToldPath(shown: "/a\\xff", bytes: [0x2F, 0x61, 0xFF]), as: Self.reader, for: "read")
    #expect(traced.json.contains("\"path_base64\": \"L2H/\""))
    #expect(!Self.denied.json.contains("path_base64"))
    let file = RefusedFile(path: traced.path, mode: "0600", uid: 0, gid: 0, reason: "closed")
    #expect(
      file.json
        == "{\"path\": \"/a\\\\xff\", \"path_base64\": \"L2H/\", \"mode\": \"0600\", \"uid\": 0, \"gid\": 0, \"reason\": \"closed\"}"
    )
  }

  @Test func aScanCountsAndTellsItsGroups() {
    var scanned = ScannedTree(ToldPath(shown: "/srv/media"), as: Self.reader, for: "read")
    scanned.isAsked = true
    scanned.counts.files = 12_345
    scanned.counts.directories = 1
    #expect(scanned.verdict == "www-data (33) can read all 12,345 files below /srv/media (1 directory, 0 ms)")
    scanned.counts.denied = 1200
    var group = RefusedGroup(kind: "umask", folder: ToldPath(shown: "/srv/media"), count: 1200)
    group.owner = FileOwner(uid: 1000, gid: 1000, user: "deploy", group: "deploy")
    group.mode = "0600"
    group.commands = ["find /srv/media -exec chmod o+r {} +"]
    scanned.groups = [group]
    scanned.furtherGroups = 2
    for line in [
      "1,200 of 12,345 files below /srv/media cannot be read by www-data (33) (1 directory, 0 ms).",
      "1,200 files of deploy:deploy, mode 0600, below /srv/media", "  cure: find /srv/media -exec chmod o+r {} +",
      "        (by itself not enough: the walk is refused further on)",
      "and 2 more combinations of owner, group and mode",
    ] { #expect(scanned.text.contains(line + "\n")) }
    #expect(scanned.json.contains("\"denied\": 1200"))
  }

  @Test(arguments: [
    (ResolvedURL.Source.other, Int?(200), "200 OK: /srv/a.css"), (.other, 404, "404 Not Found, looking for /srv/a.css"),
    (.list, 200, "200 OK: a list of /srv/a.css"), (.rule, 403, "403 Forbidden: a rule forbids it"),
    (.return, 204, "204 No Content, by return"), (.nothing, nil, "no answer"), (.other, nil, "what file answers"),
  ])
  func aResolvedURLIsOneLineFirst(source: ResolvedURL.Source, status: Int?, headline: String) {
    var resolved = ResolvedURL("http://a.example/a.css", method: "HEAD")
    resolved.handler = "file"
    resolved.source = source
    resolved.status = status
    resolved.file = "/srv/a.css"
    resolved.unknown = ["perl (n.conf:3): it is beyond the model"]
    #expect(
      resolved.text == """
        HEAD http://a.example/a.css
          \(headline)
          not certain, because of perl (n.conf:3): it is beyond the model

        """)
    #expect(resolved.json.contains("\"certain\": false"))
  }
}
