import Diagnostics
import Linux
import Notation
import SystemPackage
import Testing

@testable import Probes

/// The small readers of what people and programs write.
@Suite struct ParserTests {
  @Test(arguments: [
    ("A=1", "1"), ("export A=1", "1"), ("A = 1", "1"), ("A='x # y'", "x # y"), ("A=x # comment", "x"),
    ("A=\"two words\"", "two words"),
    ("B=/srv\nA=${B}/media", "/srv/media"), ("A=${NONE:-fallback}", "fallback"), ("A='${B}'", "${B}"), ("A=1\r", "1"),
  ])
  func environmentFiles(text: String, value: String) {
    let file = EnvironmentFile(path: "/srv/.env", text: text)
    #expect(file.settings.last { $0.name == "A" }?.value == value)
  }

  @Test func aSettingKnowsItsLine() {
    let file = EnvironmentFile(path: "/srv/.env", text: "# head\n\nMEDIA_ROOT=/srv/media\n")
    #expect(file.settings.map(\.source) == ["/srv/.env:3"])
  }

  @Test func unitFilesJoinLinesAndClear() {
    let unit = SystemdUnit(
      path: "/etc/systemd/system/x.service",
      text: "[Service]\nExecStart=/usr/bin/a \\\n  -b\nUMask=0077\nUMask=\nUser=web\n")
    #expect(unit.value("ExecStart") == "/usr/bin/a  -b")
    #expect(unit.value("UMask") == nil)
    #expect(unit.value("User") == "web")
  }

  @Test(arguments: [
    (
      "10.0.0.9 - - [21/Nov/2026:06:10:00 +0100] \"GET /a/b.css?v=1 HTTP/1.1\" 404 153 \"-\" \"Mozilla/5.0\"",
      1_795_237_800
    ),
    (
      "{\"time\":\"2026-11-21T06:10:00+01:00\",\"request\":\"GET /a/b.css?v=1 HTTP/2.0\",\"status\":404,\"size\":200}",
      1_795_237_800
    ),
    ("{\"status\": \"404\", \"request_method\":\"GET\", \"request_uri\":\"/a/b.css?v=1\"}", nil),
    ("shop.example|10.0.0.9|GET /a/b.css?v=1 HTTP/1.1|404|0.003", nil),
  ])
  func accessLogLinesAreTakenApart(text: String, time: Int?) throws {
    let request = try #require(LoggedRequest(text[...]))
    #expect(request.method == "GET" && request.target == "/a/b.css?v=1" && request.path == "/a/b.css")
    #expect(request.status == 404 && request.time == time)
  }

  @Test(arguments: [
    "", "\"", "GET", " HTTP/1.1 404", "- - [] \"\\x16\\x03\" 400 0", "{\"status\":", "PROPFIND /a HTTP/1.1\" 404",
    "GET /a HTTP/1.1\" 99999", "[99/Nov/99999:99:99:99 +9999] \"GET /a HTTP/1.1\" - -",
  ])
  func whatIsNoAccessLogLineIsPassedOver(text: String) { #expect(LoggedRequest(text[...]) == nil) }

  @Test func errorLogLinesAreTakenApart() {
    let text =
      "2026/11/20 10:00:01 [crit] 12#12: *3 stat() \"/home/a/x.jpg\" failed (13: Permission denied), client: 127.0.0.1, server: a.example, request: \"GET /media/x.jpg?v=1 HTTP/1.1\", host: \"a.example\""
    let line = ErrorLogLine(Array(text.utf8))
    #expect(line.level == "crit")
    #expect(line.quoted == "/home/a/x.jpg")
    #expect(line.errnoName == "EACCES")
    #expect(line.target == "/media/x.jpg?v=1")
    #expect(line.host == "a.example")
    #expect(LogTime.seconds(line.time) == 1_795_168_801)
  }

  @Test(arguments: ["", "x", "2026/11/20", "[error]", "2026/13/45 99:99:99 [emerg] 1#1: x ("])
  func oddLogLinesDoNoHarm(text: String) {
    _ = ErrorLogLine(Array(text.utf8)).errnoName
  }

  @Test(arguments: [
    (["max-age=3600", "public, max-age=3600"], false), (["max-age=31536000", "no-cache"], true),
    (["max-age=1", "max-age=2"], true),
    (["no-cache", "no-store"], false),
  ])
  func contradictingCacheControl(values: [String], contradict: Bool) {
    #expect(CacheControl.contradict(values) == contradict)
  }

  @Test(arguments: [
    ("IMG_1.JPG", "img_1.jpg", NearName.Kind.case), ("Foto%20A.jpg", "Foto A.jpg", .encoding),
    ("a+b.pdf", "a b.pdf", .plusForSpace),
    ("u\u{308}.jpg", "\u{fc}.jpg", .unicode),
  ])
  func nearNames(name: String, wanted: String, kind: NearName.Kind) {
    #expect(NearName.kind(of: Array(name.utf8), wanted: Array(wanted.utf8)) == kind)
  }

  @Test func differentNamesAreNotNear() {
    #expect(NearName.kind(of: Array("a.jpg".utf8), wanted: Array("b.jpg".utf8)) == nil)
    #expect(NearName.kind(of: Array("a.jpg".utf8), wanted: Array("a.jpg".utf8)) == nil)
  }
}
