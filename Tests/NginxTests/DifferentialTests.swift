import Foundation
import Nginx
import Testing

/// Random sites answered by the model and by a real nginx; `NGINX_MODEL_SEEDS` sets how many batches of about 1200
/// requests are compared, `NGINX_MODEL_FIRST_SEED` where the seeds begin.
@Suite(.serialized, .besideNginx) struct DifferentialTests {
  struct Tally {
    var compared = 0
    var abstained = 0
    var wrong: [String] = []
  }

  static let batches = ProcessInfo.processInfo.environment["NGINX_MODEL_SEEDS"].flatMap { Int($0) } ?? 5
  static let firstSeed = ProcessInfo.processInfo.environment["NGINX_MODEL_FIRST_SEED"].flatMap { Int($0) } ?? 1

  @Test func agreesWithNginx() throws {
    var tally = Tally()
    for seed in Self.firstSeed..<(Self.firstSeed + Self.batches) { try Self.runBatch(seed, &tally) }
    let report = tally.wrong.prefix(4).joined(separator: "\n\n")
    let wrong = tally.wrong.count
    #expect(wrong == 0, "\(tally.wrong.count) of \(tally.compared) wrong, first:\n\(report)")
    #expect(tally.abstained * 20 < tally.compared)
    print("differential: \(tally.compared) compared, \(tally.wrong.count) wrong, \(tally.abstained) uncertain")
  }

  static func runBatch(_ seed: Int, _ tally: inout Tally) throws {
    let nginx = try RealNginx(port: 18200 + seed % 400)
    var sites: [RandomSite] = []
    var tree = MemoryTree()
    tree.add(nginx.directory, .directory)
    for index in 0..<40 {
      let site = RandomSite(
        seed: seed * 1000 + index, name: "s\(index)", root: "\(nginx.directory)/s\(index)", tree: tree,
        usesRewrites: index % 2 == 1)
      tree = site.tree
      sites.append(site)
    }
    RealNginx.materialise(tree)
    let servers = sites.map { $0.definitions + $0.server.replacing("PORT", with: "\(nginx.port)") }.joined()
    let types = "types { text/html html htm; text/css css; image/gif gif; application/gzip gz; }"
    let text = nginx.text(http: types + "\n" + servers)
    try nginx.start(text)
    let configuration = Configuration.load(
      file: nginx.configuration, prefix: nginx.directory, files: MemoryFiles([nginx.configuration: text]))
    if let problem = configuration.firstEmergency { tally.wrong.append("refused: \(problem)") }
    let resolver = Resolver(configuration)
    var pending: [(line: Int, site: Int, request: Request, answer: Answer, response: RawHTTP.Response?)] = []
    for index in sites.indices {
      for _ in 0..<30 {
        let (bytes, request) = sites[index].request(port: nginx.port)
        let response = RawHTTP.send(port: nginx.port, identified(bytes, pending.count))
        let answer = resolver.resolve(request, in: tree)
        pending.append((pending.count, index, request, answer, response))
      }
    }
    nginx.stop()
    let log = Dictionary(
      nginx.accessLog.map { (ByteText.string($0.prefix { $0 != UInt8(ascii: "|") }), $0) }, uniquingKeysWith: { $1 })
    for item in pending {
      tally.compared += 1
      guard item.answer.certain else {
        tally.abstained += 1
        continue
      }
      let logged = log[String(item.line)] ?? []
      if let difference = difference(item.answer, item.response, logged) {
        let server = sites[item.site].definitions + sites[item.site].server
        tally.wrong.append(
          """
          \(item.request.method) \(ByteText.string(item.request.target)) seed \(seed) site \(item.site): \(difference)
          \(item.answer.steps.joined(separator: "\n"))
          \(server)
          """
        )
      }
    }
  }

  /// The request with a header that names it in the log.
  private static func identified(_ bytes: [UInt8], _ number: Int) -> [UInt8] {
    let end = bytes.firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    return bytes[..<end] + Array("X-Id: \(number)\r\n".utf8) + bytes[end...]
  }

  static func difference(_ answer: Answer, _ response: RawHTTP.Response?, _ logged: [UInt8]) -> String? {
    guard let response else { return answer.status == nil ? nil : "no answer, expected \(answer.status ?? 0)" }
    if answer.handler == .proxy {
      return response.status == 502 || response.status == 200 || response.status == 404
        ? nil : "proxied, got \(response.status)"
    }
    guard answer.status == response.status else { return "status \(response.status), expected \(answer.status ?? 0)" }
    for name in [
      "Location", "Content-Type", "Cache-Control", "X-Loc", "X-Server", "X-If", "ETag", "Last-Modified",
      "Accept-Ranges", "WWW-Authenticate",
    ] {
      let expected = answer.headers.filter { $0.name == name }.map(\.value)
      let actual = response.all(name)
      if expected != actual { return "\(name): \(actual), expected \(expected)" }
    }
    if let length = answer.headers.first(where: { $0.name == "Content-Length" })?.value,
      response.header("Content-Length") != length
    {
      return "Content-Length \(response.header("Content-Length") ?? "-"), expected \(length)"
    }
    if response.status == 400 { return nil }
    let parts = logged.split(separator: UInt8(ascii: "|"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return "log line \(ByteText.string(logged))" }
    if ByteText.string(parts[1]) != answer.uri ?? "" {
      return "uri \(ByteText.string(parts[1])), expected \(answer.uri ?? "")"
    }
    if answer.handler == .file, answer.status == 200, let file = answer.file, !file.hasSuffix(".gz"),
      file != ByteText.string(parts[2])
    {
      return "file \(ByteText.string(parts[2])), expected \(file)"
    }
    return nil
  }
}
