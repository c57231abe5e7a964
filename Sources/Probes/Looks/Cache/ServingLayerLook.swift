import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import Wire

/// Asks for one URL at every place on its way, from the public name inwards, and finds the first that differs.
struct ServingLayerLook: Sendable {
  let examined: Case
  let url: WebURL
  /// The answer that the client of the case got.
  let exchange: Exchange
  let requester: Requester
  let recorder: Recorder

  private var scene: Scene { requester.scene }

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  /// Tells how the hops differ, and returns what the application answered.
  func record() async -> Answers {
    async let outer = outerHops()
    async let app = appHop()
    var answers = Answers()
    var hops = await outer
    if let (hop, answer) = await app {
      answers.upstreams[examined] = answer
      if let hop { hops.append(hop) }
    }
    await record(hops)
    return answers
  }

  private func record(_ asked: [ServingLayer]) async {
    var hops = asked
    recordElsewhere(hops)
    hops = hops.filter { $0.response != nil }
    guard let first = hops.first else { return }
    recordSigns(first)
    guard hops.count > 1 else { return }
    for hop in hops {
      let code = hop.response?.status ?? 0
      record(hop.fact, "\(hop.name) answers \(code) for \(examined.url)")
    }
    for (outer, inner) in zip(hops, hops.dropFirst()) {
      guard let difference = outer.difference(from: inner) else { continue }
      if difference == .content, await !isStable(outer, inner) { continue }
      return recordDifference(outer, inner, difference)
    }
    record(
      HTTPHopsAgree(hops: hops.map(\.layer.rawValue)),
      "\(hops.map(\.name).joined(separator: ", ")) give the same answer")
  }

  // MARK: hops

  /// The public name, and what is behind it as far as it can be asked from here.
  private func outerHops() async -> [ServingLayer] {
    let peer = exchange.peer.map { "\($0)" } ?? "?"
    guard requester.options(for: examined).connectTo.contains(where: { $0.matches(url) }) else {
      return [ServingLayer(layer: .public, address: peer, exchange: exchange)] + (await originHop(behind: exchange))
    }
    var options = requester.options(for: examined)
    options.connectTo = []
    options.readLimit = 1 << 20
    let open = await scene.network.exchange(HTTPRequest(url, headers: Requester.headers), options: options)
    let pinned = ServingLayer(layer: .pinned, address: peer, exchange: exchange)
    guard open.response != nil, let address = open.peer, "\(address)" != peer else { return [pinned] }
    return [ServingLayer(layer: .public, address: "\(address)", exchange: open), pinned]
  }

  private func originHop(behind exchange: Exchange) async -> [ServingLayer] {
    guard let origin = Origin.find(for: url, answeredBy: exchange, in: scene) else { return [] }
    var asked = url
    asked.scheme = origin.isTLS ? .https : .http
    var headers = [HTTPHeader("Host", url.authority)]
    if !origin.isTLS, url.scheme == .https { headers.append(HTTPHeader("X-Forwarded-Proto", "https")) }
    let answer = await requester.ask(origin.destination, for: asked, headers: headers)
    return [ServingLayer(layer: .nginx, address: origin.shown, exchange: answer)]
  }

  /// The application's answer; a hop where it is one for the client.
  private func appHop() async -> (hop: ServingLayer?, answer: Exchange)? {
    guard let editor = ConfigurationEditor(examined, in: scene), let request = UpstreamRequest(editor) else {
      return nil
    }
    let answer = await request.send(requester)
    guard answer.response != nil, answer.response?.headers.first("X-Accel-Redirect") == nil else {
      return (nil, answer)
    }
    return (ServingLayer(layer: .app, address: request.address, exchange: answer), answer)
  }

  /// A name that leads to another machine, which does not answer, while nginx here serves it.
  private func recordElsewhere(_ hops: [ServingLayer]) {
    guard exchange.response == nil, case .tcp(let address, _)? = exchange.attempts.first?.endpoint,
      address.scope != .loopback, !scene.isOwnAddress("\(address)"),
      let origin = hops.first(where: { $0.layer == .nginx }), (origin.exchange.status ?? 500) < 400
    else { return }
    record(
      HTTPNameElsewhere(address: "\(address)", host: url.host, origin: origin.address),
      "\(url.host) leads to \(address), where nobody answers; \(origin.name) serves it (\(origin.exchange.status ?? 0))"
    )
  }

  // MARK: differences

  /// Whether the inner answer is the same when asked again, and so the outer one is another version, not another moment.
  private func isStable(_ outer: ServingLayer, _ inner: ServingLayer) async -> Bool {
    if outer.hasValidator, inner.hasValidator { return true }
    let again =
      switch inner.layer {
      case .app: await appHop()?.hop
      case .nginx: await originHop(behind: exchange).first
      case .pinned:
        ServingLayer(layer: .pinned, address: inner.address, exchange: await requester.again(examined, at: url))
      case .public: nil as ServingLayer?
      }
    return again.map { inner.difference(from: $0) == nil } ?? false
  }

  private func recordSigns(_ hop: ServingLayer) {
    guard let response = hop.response, let signs = CacheHeaders(response.headers) else { return }
    record(
      HTTPCached(
        age: signs.age, code: response.status, headers: signs.shown, keeper: signs.keeper,
        state: signs.isHit ? .hit : .miss),
      "\(hop.name) answers \(response.status) \(signs.isHit ? "from a cache" : "through a cache") (\(signs.shown))")
  }

  private func recordDifference(_ outer: ServingLayer, _ inner: ServingLayer, _ difference: ServingLayer.Difference) {
    guard let left = outer.response, let right = inner.response else { return }
    let signs = CacheHeaders(left.headers)
    let isCached = signs?.isHit == true && CacheHeaders(right.headers)?.isHit != true
    let culprit: HTTPHopsDiffer.Culprit = inner.layer == .app ? .nginx : isCached ? .cache : .outside
    let words =
      difference == .status
      ? "\(outer.name) answers \(left.status), \(inner.name) \(right.status)"
      : "\(outer.name) sends \(left.bodyLength) other bytes than \(inner.name) (\(right.bodyLength))"
    record(
      HTTPHopsDiffer(
        age: signs?.age, aspect: difference == .status ? .status : .content,
        commands: signs.map { purge($0, outer) } ?? [], culprit: culprit,
        expected: right.status, got: left.status, inner: inner.layer.rawValue, innerAddress: inner.address,
        keeper: signs?.keeper, lifetime: CacheControl(left.headers).shown, outer: outer.layer.rawValue,
        outerAddress: outer.address, path: url.target, signs: signs?.shown),
      words + (isCached ? "; the first comes out of a cache (\(signs?.shown ?? ""))" : ""))
  }

  /// Commands that make the cache forget the URL, where it can be told to from here.
  private func purge(_ signs: CacheHeaders, _ outer: ServingLayer) -> [String] {
    guard signs.keeper == "varnish" else { return [] }
    let varnish = scene.processes.first { $0.name == "varnishd" || $0.name == "cache-main" }
    var name = ""
    if let arguments = varnish?.arguments, let flag = arguments.firstIndex(of: "-n"), flag + 1 < arguments.count {
      name = " -n \(arguments[flag + 1].shellQuoted)"
    }
    let expression = "req.http.host == \(url.host) && req.url == \(url.target)"
    return ["varnishadm\(name) ban \(expression.shellQuoted)"]
  }
}
