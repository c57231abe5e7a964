import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Turns one exchange into observations.
struct ExchangeLook {
  let examined: Case
  let exchange: Exchange
  let scene: Scene
  let recorder: Recorder

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  func record() {
    recordTLS()
    guard let response = exchange.response else { return recordFailure() }
    let timings = exchange.timings
    record(
      HTTPStatus(
        code: response.status, connectMs: Self.milliseconds(timings.connect), dnsMs: Self.milliseconds(timings.dns),
        firstByteMs: Self.milliseconds(timings.firstByte), method: exchange.method,
        tlsMs: Self.milliseconds(timings.tls), totalMs: Self.milliseconds(timings.total)),
      "\(exchange.method) \(examined.url) is answered \(response.status)\(response.reason.isEmpty ? "" : " \(response.reason)")"
    )
    if response.status == 200 { recordType(response) }
    recordCaching(response)
    if response.status == 200 { recordBody(response) }
    if let value = response.headers.first("X-Accel-Redirect") {
      record(
        HTTPAccelLeaked(value: value), "The client gets the header X-Accel-Redirect: \(value); no nginx followed it")
    }
  }

  /// A time to the thousandth.
  private static func milliseconds(_ time: Double?) -> Double? { time.map { ($0 * 1000).rounded() / 1000 } }

  // MARK: failures

  /// Why no answer came.
  func recordFailure() {
    recordOtherFamily()
    recordLoopbackOnly()
    switch exchange.problem {
    case .nameResolution(let failure)?:
      record(
        HTTPNameUnresolved(host: exchange.url.host, reason: failure.rawValue),
        "The name \(exchange.url.host) has no address here (\(failure.rawValue))")
    case .tlsFailure?, .tlsTimeout?: break
    case let problem?: unreachable(problem)
    case nil: break
    }
  }

  private func unreachable(_ problem: ExchangeProblem) {
    let reason: HTTPUnreachable.Reason =
      switch problem {
      case .refused: .refused
      case .connectTimeout, .firstByteTimeout, .totalTimeout: .timeout
      case .unreachable, .connectFailed: .unreachable
      case .noSuchSocket: .noSocket
      case .reset: .reset
      case .malformedResponse, .headersTooLarge, .badChunking, .invalidRequest: .malformed
      default: .closed
      }
    let tried = exchange.attempts.map(\.endpoint.description)
    record(
      HTTPUnreachable(address: tried.first, port: exchange.url.port, reason: reason),
      "No answer from \(tried.isEmpty ? examined.url : tried.joined(separator: " and ")): \(reason.rawValue)")
  }

  /// A server of this machine that listens on the port for the machine itself only.
  private func recordLoopbackOnly() {
    guard let failed = exchange.attempts.first(where: { $0.outcome == .refused }), let number = examined.nginx,
      case .tcp(let address, _) = failed.endpoint, address.scope != .loopback
    else { return }
    let listeners = scene.machine.listeners().filter { !$0.isUnix && $0.port == exchange.url.port }
    guard !listeners.isEmpty, listeners.allSatisfy({ $0.address.hasPrefix("127.") || $0.address == "::1" }) else {
      return
    }
    let listens = listeners.map { $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)" }
    let change = ListenRepair.change(
      instance: scene.nginx[number], host: exchange.url.host, port: exchange.url.port, address: "\(address)")
    record(
      HTTPLoopbackOnly(
        commands: change?.commands, file: change?.position?.file, line: change?.position?.line,
        listen: listens.joined(separator: ", "), port: exchange.url.port),
      "\(failed.endpoint) refuses the connection; the server listens on \(listens.joined(separator: ", ")) only, which other machines cannot reach"
    )
  }

  /// What listens on the port for the family that failed, and for the other one.
  private func recordOtherFamily() {
    guard let failed = exchange.attempts.first(where: { $0.outcome == .refused }), let family = failed.endpoint.family
    else { return }
    let listeners = scene.machine.listeners().filter { $0.port == exchange.url.port }
    let other: AddressFamily = family == .ipv4 ? .ipv6 : .ipv4
    let serving = listeners.filter { $0.address.contains(":") == (other == .ipv6) }
    guard !serving.isEmpty, !listeners.contains(where: { $0.address.contains(":") == (family == .ipv6) }) else {
      return
    }
    let listens = serving.map { $0.address.contains(":") ? "[\($0.address)]:\($0.port)" : "\($0.address):\($0.port)" }
    let change = examined.nginx.flatMap { number in
      ListenRepair.change(
        instance: scene.nginx[number], host: exchange.url.host, port: exchange.url.port, addsIPv6: family == .ipv6)
    }
    record(
      HTTPFamilyDiffers(
        answers: other == .ipv4 ? .ipv4 : .ipv6, commands: change?.commands, fails: family == .ipv4 ? .ipv4 : .ipv6,
        file: change?.position?.file, how: .refused, line: change?.position?.line,
        listen: listens.joined(separator: ", "), port: exchange.url.port),
      "\(failed.endpoint) refuses the connection; the server listens on \(listens.joined(separator: ", ")) only")
  }

  private func recordTLS() {
    for failure in exchange.tls?.failures ?? [] {
      let (problem, detail) = failure.told
      let certificate = ServedCertificate(examined: examined, scene: scene)
      var fact = HTTPTLSProblem(detail: detail, problem: problem)
      certificate.complete(&fact, failure)
      record(
        fact,
        "TLS with \(exchange.url.host): \(detail)\(certificate.words)")
    }
  }

  // MARK: answers

  private func recordType(_ response: HTTPResponse) {
    let fileExtension = ExpectedType.fileExtension(ofURL: examined.url)
    guard let expected = ExpectedType.types(of: fileExtension) else { return }
    let got = response.headers.first("Content-Type")
    let bare = got?.prefix { $0 != ";" && $0 != " " }.lowercased() ?? ""
    if expected.contains(bare) {
      return record(
        HTTPTypeFits(got: got), "Content-Type \(got ?? "") fits .\(fileExtension)")
    }
    if bare == "text/html", ExpectedType.isAsset(fileExtension) {
      return record(
        HTTPHtmlForAsset(extension: fileExtension, got: got),
        "\(examined.url) is answered 200 with an HTML page instead of a .\(fileExtension) file")
    }
    guard ExpectedType.matters(fileExtension, got: bare) else { return }
    let nosniff = response.headers.first("X-Content-Type-Options")?.lowercased() == "nosniff"
    record(
      HTTPTypeMismatch(expected: expected[0], extension: fileExtension, got: got ?? "", nosniff: nosniff),
      "Content-Type is \(got ?? "absent") where .\(fileExtension) needs \(expected[0])"
        + (nosniff ? ", and nosniff forbids guessing" : ""))
  }

  private func recordCaching(_ response: HTTPResponse) {
    let values = response.headers.values("Cache-Control")
    guard values.count > 1, CacheControl.contradict(values) else { return }
    record(
      HTTPTwoCacheControls(values: values),
      "Two Cache-Control headers contradict each other: \(values.joined(separator: " and "))")
  }

  /// Compares the bytes with those of the file that the URL should serve.
  private func recordBody(_ response: HTTPResponse) {
    guard let file = examined.file, response.headers.first("Content-Encoding") == nil,
      response.completeness == .complete,
      let status = scene.machine.file(at: file), status.kind == .regular,
      let disk = scene.machine.bytes(of: file, limit: 256 * 1024)
    else { return }
    let isSame =
      response.bodyLength == status.size
      && response.body.prefix(disk.count).elementsEqual(disk.prefix(response.body.count))
    if isSame {
      return record(
        HTTPBodyMatches(path: file.path.shown), "The answer's bytes are those of \(file.path.shown)")
    }
    record(
      HTTPBodyDiffers(diskBytes: status.size, gotBytes: response.bodyLength, path: file.path.shown),
      "The answer has \(response.bodyLength) bytes that are not those of \(file.path.shown) (\(status.size) bytes)")
  }

  // MARK: redirects

  /// Tells where a redirect leads, and returns the answer that its chain ends in.
  func recordRedirects(_ request: HTTPRequest, _ options: ExchangeOptions) async -> Exchange? {
    guard let response = exchange.response, let location = response.headers.first("Location") else { return nil }
    let target = try? exchange.url.resolving(location)
    var leak = HTTPRedirect.Leaks.none
    if let target {
      let isSameHost = target.host == exchange.url.host
      if isSameHost, target.port != exchange.url.port, target.scheme == exchange.url.scheme { leak = .port }
      if isSameHost, exchange.url.scheme == .https, target.scheme == .http { leak = .scheme }
    }
    record(
      HTTPRedirect(
        code: response.status, leaks: leak, location: location, port: target?.port),
      "\(examined.url) is redirected (\(response.status)) to \(location)")
    let chain = await scene.network.follow(request, options: options)
    var isLoop = chain.end == .tooManyHops
    if case .loop = chain.end { isLoop = true }
    if isLoop {
      var fact = HTTPRedirectLoop(hops: chain.exchanges.count, location: location)
      complete(&fact, chain, target)
      record(
        fact,
        "After \(chain.exchanges.count) redirects there is still no answer; the last one leads to \(location)")
    }
    return chain.end == .answered ? chain.exchanges.last : nil
  }

  private func complete(_ fact: inout HTTPRedirectLoop, _ chain: RedirectChain, _ target: WebURL?) {
    let rules = RedirectRules(examined: examined, scene: scene, hops: chain.exchanges.map(\.url))
    if !rules.complete(&fact) { fact.commands = namingScheme(target) }
  }

  /// Commands that tell the application the visitor's scheme, where it sends https to https.
  private func namingScheme(_ target: WebURL?) -> [String] {
    guard exchange.url.scheme == .https, target?.scheme == .https, let resolved = scene.resolved(examined),
      resolved.answer.upstream != nil
    else { return [] }
    let editor = ConfigurationEditor(examined: examined, resolved: resolved, scene: scene)
    let own = editor.settings?.directives("proxy_set_header").last {
      $0.arguments.first?.lowercased() == "x-forwarded-proto"
    }
    guard let own else { return editor.settingHeaders([("X-Forwarded-Proto", "$scheme")]) }
    return own.arguments.last == "$scheme" ? [] : editor.rewriting(own, to: [own.arguments[0], "$scheme"])
  }
}
