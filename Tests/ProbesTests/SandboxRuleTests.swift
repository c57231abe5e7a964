import Facts
import Foundation
import Glibc
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Which directive of a service explains a path, and what lifts it; and refusals as audit records tell them.
struct SandboxRuleTests {
  struct Row: Sendable {
    let unit: String
    let path: String
    let effect: SandboxRule.Effect
    let directive: String?
    let lines: [String]
  }

  static let rows = [
    Row(
      unit: "ProtectSystem=strict\nReadWritePaths=/var/log/app", path: "/srv/a/media", effect: .readOnly,
      directive: "ProtectSystem", lines: ["ReadWritePaths=/srv/a/media"]),
    Row(unit: "ProtectSystem=full", path: "/srv/a/media", effect: .readOnly, directive: nil, lines: []),
    Row(
      unit: "ReadOnlyPaths=/srv /opt", path: "/srv/a/media", effect: .readOnly, directive: "ReadOnlyPaths",
      lines: ["ReadWritePaths=/srv/a/media"]),
    Row(
      unit: "ReadOnlyPaths=/srv/a/media /opt", path: "/srv/a/media", effect: .readOnly, directive: "ReadOnlyPaths",
      lines: ["ReadOnlyPaths=", "ReadOnlyPaths=/opt"]),
    Row(
      unit: "InaccessiblePaths=-/srv/a", path: "/srv/a/media", effect: .hidden, directive: "InaccessiblePaths",
      lines: ["InaccessiblePaths="]),
    Row(
      unit: "ProtectHome=yes\nPrivateTmp=yes", path: "/home/a/site", effect: .hidden, directive: "ProtectHome",
      lines: ["ProtectHome=tmpfs", "BindReadOnlyPaths=/home/a/site"]),
    Row(
      unit: "ProtectHome=yes\nPrivateTmp=yes", path: "/tmp/out", effect: .otherDirectory, directive: "PrivateTmp",
      lines: ["BindReadOnlyPaths=/tmp/out"]),
    Row(unit: "PrivateTmp=no\nProtectHome=false", path: "/tmp/out", effect: .hidden, directive: nil, lines: []),
    Row(
      unit: "InaccessiblePaths=/home/a\nInaccessiblePaths=", path: "/home/a", effect: .hidden, directive: nil, lines: []
    ),
  ]

  @Test(
    "the most specific directive, and the least that lifts it", .enabled(if: geteuid() == 0, "needs root"),
    arguments: rows)
  func rules(row: Row) throws {
    let folder = "/run/systemd/system"
    let name = "rule-\(UUID().uuidString).service"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("[Service]\n\(row.unit)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    defer { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    let service = try #require(SystemdService(name, on: LiveMachine()))
    let rule = SandboxRule.explaining(row.effect, of: FilePath(row.path), in: service, isWriting: false)
    #expect(rule?.directive == row.directive)
    #expect(rule?.lines ?? [] == row.lines)
  }

  @Test("recorded refusals of SELinux and AppArmor")
  func refusals() throws {
    let selinux = try #require(
      AuditRefusal(
        #"type=AVC msg=audit(1700000000.123:99): avc:  denied  { read } for  pid=812 comm="nginx" name="a.jpg" dev="vda1" ino=77 scontext=system_u:system_r:httpd_t:s0 tcontext=unconfined_u:object_r:user_home_t:s0 tclass=file permissive=0"#
      ))
    #expect(
      selinux.module == .selinux && selinux.name == "a.jpg" && selinux.operation == "read" && selinux.isWebServer)
    #expect(selinux.label == "unconfined_u:object_r:user_home_t:s0")
    let apparmor = try #require(
      AuditRefusal(
        #"Nov 20 10:00:00 web kernel: audit: type=1400 audit(1700000000.1:7): apparmor="DENIED" operation="open" profile="/usr/sbin/nginx" name="/srv/site/a.jpg" pid=812 comm="nginx" requested_mask="r" denied_mask="r""#
      ))
    #expect(apparmor.module == .apparmor && apparmor.name == "/srv/site/a.jpg")
    #expect(apparmor.context == "/usr/sbin/nginx")
    #expect(
      AuditRefusal(
        #"type=AVC msg=audit(1.1:9): avc:  denied  { read } for  pid=8 comm="nginx" name="a" scontext=a tcontext=b tclass=file permissive=1"#
      ) == nil, "a permissive domain is told of and not refused")
    #expect(AuditRefusal("Nov 20 10:00:00 web sshd[1]: session opened") == nil)
  }
}
