import Diagnostics
import Facts
import Linux
import Nginx
import Notation

/// What becomes of an upload's path and of the application's refusals on the way; both sides are asked by GET, which changes nothing.
struct UploadDetours {
  let caseLook: ResolvedCaseLook
  /// The answer to a POST.
  let answer: Answer

  private var host: String { caseLook.examined.address.host }

  /// Errors of the application that error_page turns into a success.
  func recordErrorPages() async {
    guard let settings = caseLook.settings, settings.directives("proxy_intercept_errors").last?.arguments.first == "on"
    else { return }
    for directive in settings.directives("error_page") {
      guard let sign = directive.arguments.first(where: { $0.hasPrefix("=2") || $0 == "=" }) else { continue }
      let shown = Int(sign.dropFirst()) ?? 200
      let originals = directive.arguments.compactMap { Int($0) }.filter { $0 >= 400 }
      guard let first = originals.first else { continue }
      let seen = await seen(originals, shown)
      let edit = Edit.arguments(
        directive.arguments.filter { !$0.hasPrefix("=") }, of: directive, in: caseLook.instance.configuration)
      let change = caseLook.change([edit], at: directive.position)
      caseLook.record(
        ResolveErrorPageMasks(
          commands: change.commands, directive: "proxy_intercept_errors; \(directive.text)",
          file: directive.position.file, line: directive.position.line, original: seen?.status ?? first,
          patch: change.patch, seen: seen != nil, shown: shown),
        "proxy_intercept_errors with \(directive.text) (\(directive.position)) turns errors of the application into \(shown)"
          + (seen.map { ": for \($0.path) it answers \($0.status), and nginx \(shown)" } ?? ""))
    }
  }

  /// An address of the same location whose refusal by the application arrives as a success.
  private func seen(_ originals: [Int], _ shown: Int) async -> (path: String, status: Int)? {
    guard caseLook.examined.address.scheme == .http, let upstream = answer.upstream,
      let address = upstream.addresses.first,
      let uri = upstream.uri
    else { return nil }
    let port = caseLook.examined.address.port
    let front = "\(LocalAddress.address(of: caseLook.instance, port: port) ?? "127.0.0.1"):\(port)"
    let path = String(URLPath.prefix(of: caseLook.examined.url).dropLast())
    for tail in ["", "/not-there"] {
      let behind = await DirectExchange.ask(
        address: address, isTLS: upstream.isTLS, uri: uri + tail, host: host, scene: caseLook.scene)
      guard let status = behind.status, originals.contains(status) else { continue }
      let before = await DirectExchange.ask(address: front, uri: path + tail, host: host, scene: caseLook.scene)
      if before.status == shown { return (path + tail, status) }
    }
    return nil
  }

  /// A path that proxy_pass glued together with two slashes, and whether the application knows the one with one. Where its
  /// answers to this path do not tell, those for its front page do: some applications take two slashes for one.
  func recordDoubled() async {
    guard let upstream = answer.upstream, let sent = upstream.uri, sent.contains("//"),
      !caseLook.examined.address.path.contains("//")
    else { return }
    var better = sent
    while better.contains("//") { better = better.replacingAll("//", by: "/") }
    let statuses = await statuses([sent, better])
    var refused: Int?
    if sent.hasPrefix("//"), Set(statuses).count == 1 {
      let fronts = await self.statuses(["//", "/"])
      if Set(fronts).count == 1 { return }
      if fronts.count == 2, fronts[0] == 404, fronts[1] < 400 { refused = refusedUploads() }
    }
    record(
      upstream, better, statuses, refused: refused,
      refused.map {
        "; for // it answers 404 and for / not, and \($0) uploads ended in 404 since the configuration was loaded"
      } ?? "")
  }

  /// A path that proxy_pass gave another beginning: the application knows the client's own, or refuses this one while other
  /// locations hand it theirs unchanged.
  func recordReplaced() async {
    guard let upstream = answer.upstream, let sent = upstream.uri, !sent.contains("//") else { return }
    let asked = String(URLPath.prefix(of: caseLook.examined.url).dropLast())
    guard !asked.isEmpty, sent.prefix(while: { $0 != "?" }) != asked else { return }
    let statuses = await statuses([sent, asked])
    guard statuses.first == 404 else { return }
    if statuses[1] != 404 { return record(upstream, asked, statuses, refused: nil, "") }
    guard isUnchangedElsewhere(upstream), let count = refusedUploads() else { return }
    record(
      upstream, asked, statuses, refused: nil,
      "; \(count) uploads ended in 404 since the configuration was loaded, and other locations hand it their paths unchanged"
    )
  }

  /// Whether another location of the server leads to the same application without a path behind the address.
  private func isUnchangedElsewhere(_ upstream: UpstreamTarget) -> Bool {
    let server = answer.server.flatMap { caseLook.directive(at: $0.position, named: "server") }
    let base = upstream.url.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    return (server?.block ?? []).passes.contains { pass in
      pass.name == "proxy_pass" && pass.arguments.first == base && pass.position != upstream.position
    }
  }

  private func record(
    _ upstream: UpstreamTarget, _ better: String, _ statuses: [Int], refused: Int?, _ more: String
  ) {
    var request = caseLook.resolved.request
    request.method = "POST"
    let repair = Repairs.find(
      for: request, answer: answer, in: caseLook.resolved.tree, resolver: Resolver(caseLook.instance.configuration),
      upstreamURI: better
    ).first
    let directive = caseLook.directive(at: upstream.position, named: "proxy_pass")?.text ?? "proxy_pass"
    let sent = upstream.uri ?? "/"
    let change = caseLook.change(repair, at: upstream.position)
    caseLook.record(
      ResolveUpstreamPath(
        better: better, betterStatus: statuses.count == 2 ? statuses[1] : nil, commands: change.commands,
        directive: directive, file: upstream.position.file, line: upstream.position.line, patch: change.patch,
        refused: refused, sent: sent, sentStatus: statuses.first),
      "\(directive) (\(upstream.position)) asks the application for \(sent) where \(better) is meant"
        + (statuses.count == 2 ? ": it answers \(statuses[0]) for the one and \(statuses[1]) for the other" : "")
        + more)
  }

  /// The uploads to this URL that ended in 404 under the running configuration; nil without any.
  private func refusedUploads() -> Int? {
    let instance = caseLook.instance
    let path = String(URLPath.prefix(of: caseLook.examined.url).dropLast())
    guard let loaded = instance.loadedAt else { return nil }
    // Times have whole seconds: after a reload the second of it may belong to the configuration before.
    let since = instance.master.map { loaded - $0.started <= 1 } == true ? loaded - 1 : loaded + 1
    let logs = AccessLogs.targets(of: instance).compactMap(\.path).sorted()
    let refused = AccessLogs(scene: caseLook.scene).requests(in: logs, of: instance).count { request in
      request.path == path && request.status == 404 && ["POST", "PUT", "PATCH"].contains(request.method)
        && request.time.map { $0 >= since } == true
    }
    return refused > 0 ? refused : nil
  }

  /// The application's statuses for these URIs by the first method that tells them apart; empty where it does not answer.
  private func statuses(_ uris: [String]) async -> [Int] {
    guard let upstream = answer.upstream, upstream.uri != nil, let address = upstream.addresses.first else { return [] }
    var last: [Int] = []
    for method in ["GET", "OPTIONS"] {
      var statuses: [Int] = []
      for uri in uris {
        let direct = await DirectExchange.ask(
          method: method, address: address, isTLS: upstream.isTLS, uri: uri, host: host, scene: caseLook.scene)
        guard let status = direct.status else { return last }
        statuses.append(status)
      }
      last = statuses
      if Set(statuses).count > 1 { break }
    }
    return last
  }
}
