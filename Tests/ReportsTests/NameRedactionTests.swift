import Diagnostics
import Reports
import Testing

@Suite struct NameRedactionTests {
  private static func report(_ text: String) -> Report {
    var report = Sample.access.report
    report.observations.append(Observation(id: "o99", kind: "log.line", probe: "nginx-log", summary: text))
    return report
  }

  private static func shown(_ text: String, without kinds: Set<NameRedaction.Kind>) -> String? {
    var redaction = NameRedaction(kinds)
    return redaction.redacted(report(text)).observations.last?.summary
  }

  @Test(arguments: Format.allCases)
  func noFormatTellsTheNames(format: Format) {
    var report = Sample.access.report
    report.targets = ["https://files.customer.example:8443/media/a.jpg"]
    report.observations.append(
      Observation(
        id: "o99", kind: "log.line", probe: "nginx-log", summary: "10.20.30.40 asked for files.customer.example"))
    var redaction = NameRedaction(Set(NameRedaction.Kind.allCases))
    let redacted = redaction.redacted(report)
    let told = rendered(redacted, as: format, presentation: Presentation(verbosity: .verbose))
    for name in ["web-1", "deploy", "customer", "10.20.30.40"] { #expect(!told.contains(name)) }
    #expect(redacted.isRedacted && redacted.redactions["names of hosts"] != nil)
  }

  @Test(arguments: [
    ("from 192.0.2.7:443 to 127.0.0.1:80", "from address-1:443 to 127.0.0.1:80"),
    ("[2001:db8::17]:80 and fe80::1, then 192.0.2.7", "[address-1]:80 and address-2, then address-3"),
    ("at 10:20:30, version 1.22.1.", "at 10:20:30, version 1.22.1."), ("::1 and a::b::c", "::1 and a::b::c"),
    ("app:80:192.0.2.7:81 192.0.2.7.", "app:80:address-1:81 address-1."),
    ("300.1.2.3 1.2.3.4.5", "300.1.2.3 1.2.3.4.5"),
  ])
  func addressesAreReplaced(text: String, expected: String) {
    #expect(Self.shown(text, without: [.addresses]) == expected)
  }

  @Test(arguments: [
    ("https://files.example/a and sub.files.example", "https://host-2/a and sub.host-2"),
    ("web-1 web-12 my-web-1 http://localhost/", "host-1 web-12 my-web-1 http://localhost/"),
  ])
  func hostsAreReplacedAsWholeNames(text: String, expected: String) {
    #expect(Self.shown(text, without: [.hosts]) == expected)
  }

  @Test(arguments: [
    ("/home/deploy/app is 0700 deploy:deploy; www-data (33)", "/home/user-1/app is 0700 user-1:user-1; www-data (33)"),
    ("redeploy, deployed, deploy_x", "redeploy, deployed, deploy_x"),
  ])
  func usersAreReplacedAsWholeNames(text: String, expected: String) {
    #expect(Self.shown(text, without: [.users]) == expected)
  }

  @Test func aChangedCommandSaysSo() {
    var redaction = NameRedaction([.users])
    let fixes = redaction.redacted(Sample.access.report).diagnosis.causes.flatMap(\.fixes)
    #expect(fixes.contains { $0.note?.contains("put the real ones in") == true })
    var again = NameRedaction([.hosts])
    let unchanged = again.redacted(Sample.access.report).diagnosis.causes.flatMap(\.fixes)
    #expect(unchanged.allSatisfy { $0.note?.contains("put the real ones in") != true })
  }
}
