import Notation
import Testing

@testable import Nginx

/// Requests as URLs ask for them, and addresses as nginx reads them.
@Suite struct RequestTests {
  @Test func aURLIsAskedForAsClientsDo() throws {
    let request = try Request(url: "HTTPS://user:pw@Example.com:8443/a%20b ü?c=d#e")
    #expect(request.scheme == "https")
    #expect(request.host == "example.com:8443")
    #expect(request.header("authorization") == "Basic dXNlcjpwdw==")
    #expect(request.target == Array("/a%20b%20%C3%BC?c=d".utf8))
    #expect(request.local.port == 8443)
    #expect(try Request(url: "http://[::1]").local.family == .ipv6)
    #expect(try Request(url: "http://h/").headers.isEmpty)
  }

  static let guarded = Configuration.load(
    files: MemoryFiles(
      http: "server { listen 80; location / { auth_basic x; auth_basic_user_file /pw; root /srv; } }"))
  static let tree = MemoryTree(["/pw", "/srv/a"])

  @Test func withoutAPasswordTheGuardAnswers() throws {
    let answer = Resolver(Self.guarded).resolve(try Request(url: "http://h/a"), in: Self.tree)
    #expect(answer.status == 401)
    #expect(answer.deniedBy?.kind == .authBasic)
  }

  @Test(arguments: [false, true])
  func withAPasswordTheFileIsLookedAt(isTaken: Bool) throws {
    var request = try Request(url: "http://u:p@h/a")
    request.isPasswordTaken = isTaken
    let answer = Resolver(Self.guarded).resolve(request, in: Self.tree)
    #expect(answer.status == 200)
    #expect(answer.candidates.first?.path == "/srv/a")
    #expect(answer.certain == isTaken)
  }

  /// The same texts in `allow`, taken or refused by nginx 1.22.
  @Test(
    arguments: [
      ("127.0.0.1", "127.0.0.1"), ("010.0.0.1", "10.0.0.1"), ("0000127.0.0.01", "127.0.0.1"), ("127..0.1", "127.0.0.1"),
      ("...", "0.0.0.0"), ("256.0.0.1", nil), ("1.2.3", nil), ("1.2.3.4.5", nil), ("255.255.255.255", nil),
      ("0x7f.0.0.1", nil), ("+1.0.0.1", nil), ("", nil), ("::1", "::1"), ("::ffff:010.0.0.1", "::ffff:10.0.0.1"),
      ("::g", nil), ("1::2::3", nil),
    ] as [(String, String?)])
  func addressesAsNginxReadsThem(text: String, address: String?) {
    #expect(IPAddress(nginx: text)?.description == address)
  }
}
