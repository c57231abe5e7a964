import Diagnostics
import Linux
import Nginx
import Notation
import Wire

/// Asks for one URL at every place on its way, from the public name inwards, and finds the first that differs.
struct HopLook: Sendable {
  let one: Case
  let url: WebURL
  /// The answer that the client of the case got.
  let exchange: Exchange
  let asking: Asking
  let recorder: Recorder

  private var scene: Scene { asking.scene }

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: CacheProbe.id, of: one.subject, summary, data)
  }

  func tell() async {
    async let outer = outerHops()
    async let app = appHop()
    var hops = await outer
    if let app = await app { hops.append(app) }
    tellElsewhere(hops)
    hops = hops.filter { $0.response != nil }
    guard let first = hops.first else { return }
    tellSigns(first)
    guard hops.count > 1 else { return }
    for hop in hops {
      let code = hop.response?.status ?? 0
      record("http.hop", "\(hop.name) answers \(code) for \(one.url)", hop.data)
    }
    for (outer, inner) in zip(hops, hops.dropFirst()) {
      guard let difference = outer.difference(from: inner) else { continue }
      if difference == .content, await !isStable(outer, inner) { continue }
      return tellDifference(outer, inner, difference)
    }
    record(
      "http.hops-agree", "\(hops.map(\.name).joined(separator: ", ")) give the same answer",
      ["hops": Value(hops.map(\.layer.rawValue))])
  }

  // MARK: hops

  /// The public name, and what is behind it as far as it can be asked from here.
  private func outerHops() async -> [Hop] {
    let peer = exchange.peer.map { "\($0)" } ?? "?"
    guard asking.options(for: one).connectTo.contains(where: { $0.matches(url) }) else {
      return [Hop(layer: .public, address: peer, exchange: exchange)] + (await originHop(behind: exchange))
    }
    var options = asking.options(for: one)
    options.connectTo = []
    options.readLimit = 1 << 20
    let open = await Wire.exchange(HTTPRequest(url, headers: Asking.headers), options: options)
    let pinned = Hop(layer: .pinned, address: peer, exchange: exchange)
    guard open.response != nil, let address = open.peer, "\(address)" != peer else { return [pinned] }
    return [Hop(layer: .public, address: "\(address)", exchange: open), pinned]
  }

  private func originHop(behind exchange: Exchange) async -> [Hop] {
    guard let origin = Origin.find(for: url, answeredBy: exchange, in: scene) else { return [] }
    var asked = url
    asked.scheme = origin.isTLS ? .https : .http
    var headers = [HTTPHeader("Host", url.authority)]
    if !origin.isTLS, url.scheme == .https { headers.append(HTTPHeader("X-Forwarded-Proto", "https")) }
    let answer = await asking.ask(origin.destination, for: asked, headers: headers)
    return [Hop(layer: .nginx, address: origin.shown, exchange: answer)]
  }

  private func appHop() async -> Hop? {
    guard let resolved = scene.resolved(one),
      let request = UpstreamRequest(
        ConfigurationEditor(one: one, resolved: resolved, scene: scene))
    else { return nil }
    let answer = await request.send(asking)
    scene.keepUpstream(answer, of: one)
    guard answer.response != nil, answer.response?.headers.first("X-Accel-Redirect") == nil else { return nil }
    return Hop(layer: .app, address: request.address, exchange: answer)
  }

  /// A name that leads to another machine, which does not answer, while nginx here serves it.
  private func tellElsewhere(_ hops: [Hop]) {
    guard exchange.response == nil, case .tcp(let address, _)? = exchange.attempts.first?.endpoint,
      address.scope != .loopback, !scene.isOwnAddress("\(address)"),
      let origin = hops.first(where: { $0.layer == .nginx }), (origin.exchange.status ?? 500) < 400
    else { return }
    record(
      "http.name-elsewhere",
      "\(url.host) leads to \(address), where nobody answers; \(origin.name) serves it (\(origin.exchange.status ?? 0))",
      ["address": .string("\(address)"), "host": .string(url.host), "origin": .string(origin.address)])
  }

  // MARK: differences

  /// Whether the inner answer is the same when asked again, and so the outer one is another version, not another moment.
  private func isStable(_ outer: Hop, _ inner: Hop) async -> Bool {
    if outer.hasValidator, inner.hasValidator { return true }
    let again =
      switch inner.layer {
      case .app: await appHop()
      case .nginx: await originHop(behind: exchange).first
      case .pinned:
        Hop(layer: .pinned, address: inner.address, exchange: await asking.again(one, at: url))
      case .public: nil as Hop?
      }
    return again.map { inner.difference(from: $0) == nil } ?? false
  }

  private func tellSigns(_ hop: Hop) {
    guard let response = hop.response, let signs = CacheSigns(response.headers) else { return }
    record(
      "http.cached",
      "\(hop.name) answers \(response.status) \(signs.isHit ? "from a cache" : "through a cache") (\(signs.shown))",
      [
        "state": .string(signs.isHit ? "hit" : "miss"), "age": Value(signs.age), "keeper": .string(signs.keeper),
        "headers": .string(signs.shown), "code": .int(response.status),
      ])
  }

  private func tellDifference(_ outer: Hop, _ inner: Hop, _ difference: Hop.Difference) {
    guard let left = outer.response, let right = inner.response else { return }
    let signs = CacheSigns(left.headers)
    let isCached = signs?.isHit == true && CacheSigns(right.headers)?.isHit != true
    let culprit = inner.layer == .app ? "nginx" : isCached ? "cache" : "outside"
    let words =
      difference == .status
      ? "\(outer.name) answers \(left.status), \(inner.name) \(right.status)"
      : "\(outer.name) sends \(left.bodyLength) other bytes than \(inner.name) (\(right.bodyLength))"
    record(
      "http.hops-differ", words + (isCached ? "; the first comes out of a cache (\(signs?.shown ?? ""))" : ""),
      [
        "culprit": .string(culprit), "aspect": .string(difference == .status ? "status" : "content"),
        "outer": .string(outer.layer.rawValue), "inner": .string(inner.layer.rawValue),
        "outer_address": .string(outer.address), "inner_address": .string(inner.address),
        "got": .int(left.status), "expected": .int(right.status), "age": Value(signs?.age),
        "signs": Value(signs?.shown), "keeper": Value(signs?.keeper), "path": .string(url.target),
        "lifetime": .string(CacheControl(left.headers).shown),
        "commands": Value(signs.map { purge($0, outer) } ?? []),
      ])
  }

  /// Commands that make the cache forget the URL, where it can be told to from here.
  private func purge(_ signs: CacheSigns, _ outer: Hop) -> [String] {
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
