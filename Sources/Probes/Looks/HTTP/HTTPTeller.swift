import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Turns one exchange into observations.
struct HTTPTeller {
  let one: Case
  let exchange: Exchange
  let scene: Scene
  let recorder: Recorder

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: HTTPProbe.id, of: one.subject, summary, data)
  }

  func tell() {
    tellTLS()
    guard let response = exchange.response else { return tellFailure() }
    record(
      "http.status",
      "\(exchange.method) \(one.url) is answered \(response.status)\(response.reason.isEmpty ? "" : " \(response.reason)")",
      ["code": .int(response.status), "method": .string(exchange.method)].merging(timings) { own, _ in own })
    if response.status == 200 { tellType(response) }
    tellCaching(response)
    if response.status == 200 { tellBody(response) }
    if let value = response.headers.first("X-Accel-Redirect") {
      record(
        "http.accel-leaked", "The client gets the header X-Accel-Redirect: \(value); no nginx followed it",
        ["value": .string(value)])
    }
  }

  /// How long each stage took that was measured, in milliseconds.
  private var timings: [String: Value] {
    let stages = [
      ("dns_ms", exchange.timings.dns), ("connect_ms", exchange.timings.connect), ("tls_ms", exchange.timings.tls),
      ("first_byte_ms", exchange.timings.firstByte), ("total_ms", Optional(exchange.timings.total)),
    ]
    return Dictionary(
      uniqueKeysWithValues: stages.compactMap { name, time in
        time.map { (name, .double(($0 * 1000).rounded() / 1000)) }
      })
  }

  // MARK: failures

  /// Why no answer came.
  func tellFailure() {
    tellOtherFamily()
    tellLoopbackOnly()
    switch exchange.problem {
    case .nameResolution(let failure)?:
      record(
        "http.name-unresolved", "The name \(exchange.url.host) has no address here (\(failure.rawValue))",
        ["host": .string(exchange.url.host), "reason": .string(failure.rawValue)])
    case .tlsFailure?, .tlsTimeout?: break
    case let problem?: unreachable(problem)
    case nil: break
    }
  }

  private func unreachable(_ problem: ExchangeProblem) {
    let reason: String =
      switch problem {
      case .refused: "refused"
      case .connectTimeout, .firstByteTimeout, .totalTimeout: "timeout"
      case .unreachable, .connectFailed: "unreachable"
      case .noSuchSocket: "no-socket"
      case .reset: "reset"
      case .malformedResponse, .headersTooLarge, .badChunking, .invalidRequest: "malformed"
      default: "closed"
      }
    let tried = exchange.attempts.map(\.endpoint.description)
    record(
      "http.unreachable", "No answer from \(tried.isEmpty ? one.url : tried.joined(separator: " and ")): \(reason)",
      ["reason": .string(reason), "address": Value(tried.first), "port": .int(exchange.url.port)])
  }

  /// A server of this machine that listens on the port for the machine itself only.
  private func tellLoopbackOnly() {
    guard let failed = exchange.attempts.first(where: { $0.outcome == .refused }), let number = one.nginx,
      case .tcp(let address, _) = failed.endpoint, address.scope != .loopback
    else { return }
    let listeners = scene.machine.listeners().filter { !$0.isUnix && $0.port == exchange.url.port }
    guard !listeners.isEmpty, listeners.allSatisfy({ $0.address.hasPrefix("127.") || $0.address == "::1" }) else {
      return
    }
    let listens = listeners.map { $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)" }
    record(
      "http.loopback-only",
      "\(failed.endpoint) refuses the connection; the server listens on \(listens.joined(separator: ", ")) only, which other machines cannot reach",
      ["listen": .string(listens.joined(separator: ", ")), "port": .int(exchange.url.port)].merging(
        ListenRepair.data(
          instance: scene.nginx[number], host: exchange.url.host, port: exchange.url.port, address: "\(address)")
      ) { own, _ in own })
  }

  /// What listens on the port for the family that failed, and for the other one.
  private func tellOtherFamily() {
    guard let failed = exchange.attempts.first(where: { $0.outcome == .refused }), let family = failed.endpoint.family
    else { return }
    let listeners = scene.machine.listeners().filter { $0.port == exchange.url.port }
    let other: AddressFamily = family == .ipv4 ? .ipv6 : .ipv4
    let serving = listeners.filter { $0.address.contains(":") == (other == .ipv6) }
    guard !serving.isEmpty, !listeners.contains(where: { $0.address.contains(":") == (family == .ipv6) }) else {
      return
    }
    let names: (AddressFamily) -> String = { $0 == .ipv4 ? "ipv4" : "ipv6" }
    let listens = serving.map { $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)" }
    var data: [String: Value] = [
      "answers": .string(names(other)), "fails": .string(names(family)), "how": "refused",
      "port": .int(exchange.url.port),
      "listen": .string(listens.joined(separator: ", ")),
    ]
    if let number = one.nginx {
      data.merge(
        ListenRepair.data(
          instance: scene.nginx[number], host: exchange.url.host, port: exchange.url.port, addsIPv6: family == .ipv6)
      ) { own, _ in own }
    }
    record(
      "http.family-differs",
      "\(failed.endpoint) refuses the connection; the server listens on \(listens.joined(separator: ", ")) only", data)
  }

  private func tellTLS() {
    for failure in exchange.tls?.failures ?? [] {
      let (problem, detail) = failure.told
      let certificate = CertificateTeller(one: one, scene: scene, recorder: recorder)
      record(
        "http.tls-problem",
        "TLS with \(exchange.url.host): \(detail)\(certificate.words)",
        ["problem": .string(problem), "detail": .string(detail)].merging(certificate.data(failure)) { own, _ in own })
    }
  }

  // MARK: answers

  private func tellType(_ response: HTTPResponse) {
    let fileExtension = ExpectedType.fileExtension(ofURL: one.url)
    guard let expected = ExpectedType.types(of: fileExtension) else { return }
    let got = response.headers.first("Content-Type")
    let bare = got?.prefix { $0 != ";" && $0 != " " }.lowercased() ?? ""
    if expected.contains(bare) {
      return record("http.type-fits", "Content-Type \(got ?? "") fits .\(fileExtension)", ["got": Value(got)])
    }
    if bare == "text/html", ExpectedType.isAsset(fileExtension) {
      return record(
        "http.html-for-asset", "\(one.url) is answered 200 with an HTML page instead of a .\(fileExtension) file",
        ["got": Value(got), "extension": .string(fileExtension)])
    }
    guard ExpectedType.matters(fileExtension, got: bare) else { return }
    let nosniff = response.headers.first("X-Content-Type-Options")?.lowercased() == "nosniff"
    record(
      "http.type-mismatch",
      "Content-Type is \(got ?? "absent") where .\(fileExtension) needs \(expected[0])"
        + (nosniff ? ", and nosniff forbids guessing" : ""),
      [
        "got": .string(got ?? ""), "expected": .string(expected[0]), "extension": .string(fileExtension),
        "nosniff": .bool(nosniff),
      ])
  }

  private func tellCaching(_ response: HTTPResponse) {
    let values = response.headers.values("Cache-Control")
    guard values.count > 1, CacheControl.contradict(values) else { return }
    record(
      "http.two-cache-controls",
      "Two Cache-Control headers contradict each other: \(values.joined(separator: " and "))", ["values": Value(values)]
    )
  }

  /// Compares the bytes with those of the file that the URL should serve.
  private func tellBody(_ response: HTTPResponse) {
    guard let file = one.file, response.headers.first("Content-Encoding") == nil, response.completeness == .complete,
      let status = try? scene.machine.status(file), status.kind == .regular,
      let disk = try? scene.machine.contents(file, limit: 256 * 1024, fromEnd: false)
    else { return }
    let isSame =
      response.bodyLength == status.size
      && response.body.prefix(disk.count).elementsEqual(disk.prefix(response.body.count))
    if isSame {
      return record(
        "http.body-matches", "The answer's bytes are those of \(file.path.shown)", ["path": .string(file.path.shown)])
    }
    record(
      "http.body-differs",
      "The answer has \(response.bodyLength) bytes that are not those of \(file.path.shown) (\(status.size) bytes)",
      ["path": .string(file.path.shown), "got_bytes": .int(response.bodyLength), "disk_bytes": .int(status.size)])
  }

  // MARK: redirects

  func tellRedirects(_ request: HTTPRequest, _ options: ExchangeOptions) async {
    guard let response = exchange.response, let location = response.headers.first("Location") else { return }
    let target = try? exchange.url.resolving(location)
    var leak = "none"
    if let target {
      let isSameHost = target.host == exchange.url.host
      if isSameHost, target.port != exchange.url.port, target.scheme == exchange.url.scheme { leak = "port" }
      if isSameHost, exchange.url.scheme == .https, target.scheme == .http { leak = "scheme" }
    }
    record(
      "http.redirect", "\(one.url) is redirected (\(response.status)) to \(location)",
      [
        "location": .string(location), "code": .int(response.status), "leaks": .string(leak),
        "port": Value(target?.port),
      ])
    let chain = await follow(request, options: options)
    if chain.end == .answered, let last = chain.exchanges.last { scene.keepFinal(last, of: one) }
    var isLoop = chain.end == .tooManyHops
    if case .loop = chain.end { isLoop = true }
    if isLoop {
      record(
        "http.redirect-loop",
        "After \(chain.exchanges.count) redirects there is still no answer; the last one leads to \(location)",
        [
          "location": .string(location), "hops": .int(chain.exchanges.count),
        ].merging(cure(of: chain, target)) { own, _ in own })
    }
  }

  private func cure(of chain: RedirectChain, _ target: WebURL?) -> [String: Value] {
    let rules = RedirectRules(one: one, scene: scene, recorder: recorder, hops: chain.exchanges.map(\.url)).data()
    return rules.isEmpty ? ["commands": Value(namingScheme(target))] : rules
  }

  /// Commands that tell the application the visitor's scheme, where it sends https to https.
  private func namingScheme(_ target: WebURL?) -> [String] {
    guard exchange.url.scheme == .https, target?.scheme == .https, let resolved = scene.resolved(one),
      resolved.answer.upstream != nil
    else { return [] }
    let teller = ConfigurationEditor(one: one, resolved: resolved, scene: scene)
    let own = teller.settings?.directives("proxy_set_header").last {
      $0.arguments.first?.lowercased() == "x-forwarded-proto"
    }
    guard let own else { return teller.settingHeaders([("X-Forwarded-Proto", "$scheme")]) }
    return own.arguments.last == "$scheme" ? [] : teller.rewriting(own, to: [own.arguments[0], "$scheme"])
  }
}
