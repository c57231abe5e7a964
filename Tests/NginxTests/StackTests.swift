import Nginx
import Testing

@Suite(.serialized, .besideNginx) struct StackTests {
  @Test(arguments: Stacks.all.indices)
  func agreesWithNginx(index: Int) throws {
    let stack = Stacks.all[index]
    let wrong = try SiteComparison.compare(
      port: 18700 + index * 2, http: stack.http, files: stack.files, modes: stack.modes, requests: stack.requests)
    #expect(wrong.isEmpty, "\(stack.name): \(wrong.joined(separator: "\n"))")
  }

  static let names = """
    server { listen PORT default_server; server_name first.example; return 200 first; default_type x/default; }
    server { listen PORT; server_name exact.example *.example .dot.example; default_type x/names; return 200 x; }
    server { listen PORT; server_name mail.* www.exact.example; default_type x/trailing; return 200 x; }
    server { listen PORT; server_name ~^re(?<n>\\d+)\\.Example$ ~^(.+)\\.any$; default_type x/regex; return 200 $n$1; }
    server { listen PORT; server_name a.long.example *.long.example; default_type x/long; return 200 x; }
    server { listen PORT; server_name ""; default_type x/none; return 200 x; }
    server { listen 127.0.0.2:PORT; server_name other; default_type x/other; return 200 x; }
    """

  @Test func serverNames() throws {
    let hosts = [
      "first.example", "exact.example", "EXACT.example", "exact.example.", "sub.example", "a.b.example", "dot.example",
      "x.dot.example",
      "mail.org", "mail.x.org", "www.exact.example", "re12.example", "RE12.EXAMPLE", "re.example", "foo.any",
      "a.long.example", "b.long.example",
      "c.b.long.example", "unknown.org", "-", "other", "exact.example:99", "a..b", "[::1]", "exact.example..", "a/b",
      "_",
      "mail.", ".example", "exact.example:x", ":80", "[::1",
    ]
    let wrong = try SiteComparison.compare(
      port: 18690, http: Self.names, files: [],
      requests: hosts.map { "host: \($0) /" } + ["http://exact.example/x", "http://MAIL.q/"])
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func targets() throws {
    let http =
      """
      server { listen PORT; location / { add_header X-A "$uri|$args|$request_uri"; return 200 x; }
        location /e/ { return 200; default_type x/e; } }
      """
    let paths = [
      "/a%2Fb", "/a/./b", "/a/../b", "/../a", "/a/..", "/a/.", "/a//b", "/%2e%2e/a", "/a/%2e%2e/b", "/%25", "/%23",
      "/%3F", "/%00", "/%zz",
      "/%4", "/a+b", "/a\\b", "/a#b?c", "/a?b#c", "/a?%zz", "/a?b?c", "/...", "/a/...", "/.hid.x", "/a;b", "/%C3%A9",
      "/a%2e", "//", "///a",
      "/a/b/../../..", "/a/b/../../", "/e%2f..%2fx", "*", "foo", "http://h/x/../y", "http://h?x", "/\u{7F}", "/%7F",
      "/a/%2E/b", "OPTIONS *",
      "TRACE /", "/%2F%2Fa", "/a%2F..", "/a/.%2e/b", "/x%3fy?z",
    ]
    let wrong = try SiteComparison.compare(port: 18694, http: http, files: [], requests: paths)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}
