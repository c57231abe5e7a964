import Foundation
import Glibc
import Notation
import Testing
import Wire

/// HTTPS against a real nginx with certificates made by openssl.
@Suite(.withNginx) struct TLSTests {
  private static let site = """
    server { listen 127.0.0.1:PORT ssl; server_name localhost; ssl_protocols TLSv1.2 TLSv1.3;
      ssl_certificate DIR/server.pem; ssl_certificate_key DIR/leaf.key; return 200 "secret"; }
    """
  private static let names = ["subjectAltName=DNS:localhost,DNS:*.example.com,IP:127.0.0.1"]

  /// Serves `leaf.pem` and, behind it, further certificates, and fetches one page.
  private func fetch(
    _ directory: String, sending files: [String] = ["leaf"], trusting roots: String, host: String = "localhost",
    insecure: Bool = false
  ) async throws -> (seen: Exchange, curlStatus: Int32) {
    let chain = try files.map { try String(contentsOfFile: "\(directory)/\($0).pem", encoding: .utf8) }.joined()
    try chain.write(toFile: "\(directory)/server.pem", atomically: true, encoding: .utf8)
    return try await withNginx(TLSTests.site, directory: directory) { port, _ in
      var options = ExchangeOptions.patient
      options.trustRoots = "\(directory)/\(roots).pem"
      options.insecure = insecure
      options.families = [.ipv4]
      options.connectTo = [try #require(ConnectOverride(parsing: "\(host):\(port):127.0.0.1:\(port)"))]
      let url = try WebURL(parsing: "https://\(host):\(port)/")
      let seen = await exchange(HTTPRequest(url), options: options)
      let arguments = ["-s", "--cacert", "\(directory)/\(roots).pem", "--connect-to", "::127.0.0.1:\(port)", "\(url)"]
      do {
        _ = try run("/usr/bin/curl", arguments)
        return (seen, 0)
      } catch let failure as ProgramFailure {
        return (seen, failure.status)
      }
    }
  }

  @Test(arguments: ["localhost", "127.0.0.1", "a.example.com"])
  func acceptsWhatCurlAccepts(host: String) async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      let (seen, curl) = try await fetch(directory, trusting: "root", host: host)
      #expect(curl == 0)
      #expect(seen.problem == nil)
      #expect(seen.response?.status == 200)
      let tls = try #require(seen.tls)
      #expect(tls.failures.isEmpty)
      #expect(tls.version == "TLSv1.3")
      #expect(tls.cipher?.hasPrefix("TLS_") == true)
      #expect(tls.applicationProtocol == "http/1.1")
      let leaf = try #require(tls.chain.first)
      #expect(leaf.subject == "CN=localhost")
      #expect(leaf.issuer == "CN=root")
      #expect(leaf.names == ["localhost", "*.example.com"])
      #expect(leaf.notBefore == 1_577_836_800)
      #expect(leaf.notAfter == 2_493_072_000)
    }
  }

  @Test(arguments: ["example.com", "a.b.example.com", "other.test"])
  func noticesWrongNames(host: String) async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      let (seen, curl) = try await fetch(directory, trusting: "root", host: host)
      #expect(curl == 60)
      #expect(seen.problem == .tlsFailure)
      #expect(seen.response == nil)
      #expect(seen.tls?.failures == [.wrongName(names: ["localhost", "*.example.com", "127.0.0.1"])])
    }
  }

  @Test func noticesExpiry() async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory)
        .sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names, until: "20210101000000Z")
      let (seen, curl) = try await fetch(directory, trusting: "root")
      #expect(curl == 60)
      #expect(seen.problem == .tlsFailure)
      #expect(seen.tls?.failures == [.expired(subject: "CN=localhost", notAfter: 1_609_459_200)])
    }
  }

  @Test func noticesCertificatesFromTheFuture() async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory)
        .sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names, from: "20480101000000Z")
      let (seen, curl) = try await fetch(directory, trusting: "root")
      #expect(curl == 60)
      #expect(seen.tls?.failures == [.notYetValid(subject: "CN=localhost", notBefore: 2_461_449_600)])
    }
  }

  @Test func noticesUnknownIssuers() async throws {
    try await withTemporaryDirectory { directory in
      _ = try Authority("other", in: directory)
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      let (alone, curl) = try await fetch(directory, trusting: "other")
      #expect(curl == 60)
      #expect(alone.tls?.failures == [.unknownIssuer("CN=root")])
      let (whole, _) = try await fetch(directory, sending: ["leaf", "root"], trusting: "other")
      #expect(whole.tls?.failures == [.unknownIssuer("CN=root")])
      #expect(whole.tls?.chain.map(\.subject) == ["CN=localhost", "CN=root"])
    }
  }

  @Test func noticesMissingIntermediates() async throws {
    try await withTemporaryDirectory { directory in
      let middle = try Authority("middle", in: directory, issuedBy: Authority("root", in: directory))
      let access = "authorityInfoAccess=caIssuers;URI:http://ca.test/middle.der"
      try middle.sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names + [access])
      let (broken, curl) = try await fetch(directory, trusting: "root")
      #expect(curl == 60)
      #expect(
        broken.tls?.failures == [.missingIntermediate(issuer: "CN=middle", location: "http://ca.test/middle.der")])
      let (whole, _) = try await fetch(directory, sending: ["leaf", "middle"], trusting: "root")
      #expect(whole.problem == nil)
      #expect(whole.tls?.failures == [])
    }
  }

  @Test func goesOnInsecurelyAndStillSaysWhatIsWrong() async throws {
    try await withTemporaryDirectory { directory in
      _ = try Authority("other", in: directory)
      _ = try run(
        "/usr/bin/openssl",
        ["req", "-x509", "-days", "30", "-out", "\(directory)/leaf.pem", "-subj", "/CN=mine"]
          + Authority.newKey("\(directory)/leaf.key"))
      let (refused, _) = try await fetch(directory, trusting: "other")
      #expect(refused.response == nil)
      let (seen, _) = try await fetch(directory, trusting: "other", insecure: true)
      #expect(seen.problem == nil)
      #expect(seen.response?.body == Array("secret".utf8))
      #expect(seen.tls?.failures == [.selfSigned, .wrongName(names: [])])
      #expect(refused.tls?.failures == seen.tls?.failures)
    }
  }

  @Test func livesWithoutTrustStore() async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      let (seen, _) = try await fetch(directory, trusting: "absent")
      #expect(seen.problem == .tlsFailure)
      #expect(seen.tls?.failures == [.noTrustStore(path: "\(directory)/absent.pem")])
      #expect(seen.tls?.chain.first?.subject == "CN=localhost")
    }
  }

  @Test func tellsPlainHTTPOnATLSPort() async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      try FileManager.default.copyItem(atPath: "\(directory)/leaf.pem", toPath: "\(directory)/server.pem")
      try await withNginx(TLSTests.site, directory: directory) { port, _ in
        let seen = await exchange(HTTPRequest(WebURL(scheme: .http, host: "127.0.0.1", port: port)), options: .patient)
        #expect(seen.response?.status == 400)
      }
    }
  }

  @Test(arguments: [(HTTP2Use.preferred, HTTPVersion.http2), (.whenInsisted, .http11), (.never, .http11)])
  func speaksHTTP2WhereItIsWanted(use: HTTP2Use, version: HTTPVersion) async throws {
    let site = """
      server { listen 127.0.0.1:PORT ssl http2; ssl_certificate DIR/leaf.pem; ssl_certificate_key DIR/leaf.key;
        add_header X-Tag one; add_header X-Tag two; client_max_body_size 10;
        location = /body { return 200 "hello"; }
        location = /missing { return 404; }
        location = /proxy { proxy_pass http://127.0.0.1:9; } }
      """
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      try await withNginx(site, directory: directory) { port, _ in
        try String(repeating: "x", count: 300_000).write(
          toFile: "\(directory)/www/big", atomically: true, encoding: .utf8)
        var options = ExchangeOptions.patient
        options.trustRoots = "\(directory)/root.pem"
        options.http2 = use
        let get = { [options] (target: String, method: String, body: String) in
          let url = WebURL(scheme: .https, host: "127.0.0.1", port: port, target: target)
          return await exchange(HTTPRequest(url, method: method, body: Array(body.utf8)), options: options)
        }
        let seen = await get("/body", "GET", "")
        let response = try #require(seen.response)
        #expect(seen.problem == nil)
        #expect(response.version == version)
        #expect(response.body == Array("hello".utf8))
        #expect(response.headers.values("x-tag") == ["one", "two"])
        #expect(await get("/missing", "GET", "").response?.status == 404)
        #expect(await get("/body", "HEAD", "").response?.completeness == .complete)
        #expect(await get("/big", "GET", "").response?.bodyLength == 300_000)
        #expect(await get("/proxy", "POST", "more than ten").response?.status == 413)
      }
    }
  }

  @Test func turnsToHTTP2WhereTheServerInsists() async throws {
    try await withTemporaryDirectory { directory in
      try Authority("root", in: directory).sign("leaf", subject: "/CN=localhost", extensions: TLSTests.names)
      let port = try LocalSocket.freePort()
      let server = Process()
      server.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      server.arguments = [
        "s_server", "-quiet", "-alpn", "h2", "-accept", "127.0.0.1:\(port)", "-cert", "\(directory)/leaf.pem", "-key",
        "\(directory)/leaf.key",
      ]
      server.standardInput = Pipe()
      server.standardOutput = FileHandle.nullDevice
      server.standardError = FileHandle.nullDevice
      try server.run()
      // A child inherits the blocked signals of the thread that starts it, so SIGTERM would not arrive.
      defer {
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
      }
      while server.isRunning, !LocalSocket.accepts(port) { try await Task.sleep(for: .milliseconds(5)) }
      var options = ExchangeOptions.patient
      options.trustRoots = "\(directory)/root.pem"
      options.timeouts.firstByte = .milliseconds(200)
      let seen = await exchange(
        HTTPRequest(WebURL(scheme: .https, host: "127.0.0.1", port: port)), options: options)
      #expect(seen.tls?.applicationProtocol == "h2")
      #expect(seen.tls?.failures == [])
      #expect(seen.attempts.count == 2)
    }
  }
}
