import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Tells what the configuration makes of one case.
struct ResolveTeller {
  let one: Case
  let resolved: ResolvedCase
  let scene: Scene
  let recorder: Recorder

  var answer: Answer { resolved.answer }
  var instance: NginxInstance { resolved.instance }

  /// The status that the live server gave; nil where it was not asked or did not answer.
  var liveStatus: Int? { scene.exchange(one)?.status }

  /// Whether the client does not get what it asked for.
  var isFailing: Bool {
    if recorder.observations.contains(where: { $0.kind == "http.html-for-asset" && $0.subject[.url] == one.url }) {
      return true
    }
    if let live = liveStatus {
      return live >= 400 || (live / 100 == 3 && !one.url.hasSuffix("/") && one.origin != .page)
    }
    return (answer.status ?? 200) >= 400
  }

  func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: NginxResolveProbe.id, of: one.subject, summary, data)
  }

  func place(_ position: Position?) -> [String: Value] {
    position.map { ["file": .string($0.file), "line": .int($0.line)] } ?? [:]
  }

  /// Commands on a file of this nginx, as the examiner's shell reaches it, with the reload behind.
  func commands(_ commands: [String]) -> [String] {
    guard case .process(let pid) = instance.view else {
      return commands.isEmpty ? [] : commands + [instance.reloadCommand]
    }
    let reachable = commands.map { command in
      instance.configuration.files.sorted { $0.count > $1.count }.reduce(command) { text, file in
        text.replacingAll(" \(file)", by: " /proc/\(pid)/root\(file)").replacingAll(
          " '\(file)'", by: " '/proc/\(pid)/root\(file)'")
      }
    }
    return commands.isEmpty ? [] : reachable + [instance.reloadCommand]
  }

  func merged(_ data: [String: Value], _ position: Position?) -> [String: Value] {
    data.merging(place(position)) { own, _ in own }
  }

  func tell() {
    tellAnswer()
    tellFile()
    tellDenial()
    tellDetours()
    tellServer()
    if resolved.isCertain { tellAgreement() }
    HeaderTeller(teller: self).tell()
    CacheTeller(teller: self).tell()
  }

  private func tellAnswer() {
    let location = answer.location.map { "location \($0.modifier.isEmpty ? "" : $0.modifier + " ")\($0.pattern)" }
    let position = answer.location?.position ?? answer.server?.position
    let server = answer.server.map {
      $0.names.isEmpty ? "the server at \($0.position)" : $0.names.joined(separator: " ")
    }
    let unknown = answer.unknown.map(\.directive)
    record(
      "resolve.answer",
      "By the configuration \(one.url) is handled by \(location ?? "no location")\(position.map { " (\($0))" } ?? ""): \(answer.handler.rawValue)"
        + (answer.file.map { ", file \($0)" } ?? "") + (answer.status.map { ", status \($0)" } ?? "")
        + (unknown.isEmpty ? "" : "; not certain because of \(unknown.joined(separator: ", "))"),
      merged(
        [
          "status": Value(answer.status), "handler": .string(answer.handler.rawValue), "path": Value(answer.file),
          "location": Value(location), "certain": .bool(resolved.isCertain), "server": Value(server),
        ], position))
  }

  private func tellFile() {
    guard let first = answer.candidates.first else { return }
    let path = shownText(ByteText.bytes(first.path))
    if first.node?.kind == .file {
      record("resolve.file-present", "nginx looks for \(path), and it is there", ["path": .string(path)])
    } else if first.errno == 2 || first.errno == 20 {
      record(
        "resolve.file-missing",
        "\(first.directive)\(first.position.map { " (\($0))" } ?? "") leads to \(path), which does not exist",
        merged(["path": .string(path), "directive": .string(first.directive)], first.position ?? answer.rootPosition))
    }
    if one.url.hasSuffix("/"), answer.status == 403, answer.deniedBy == nil,
      !answer.candidates.contains(where: { $0.errno == 13 })
    {
      let folder = FilePath(bytes: ByteText.bytes(first.path)).removingLastComponent().shown
      record(
        "resolve.no-index", "\(folder) has no index file, and autoindex is off",
        merged(
          ["path": .string(folder), "index": .string(FilePath(first.path).lastComponent?.string ?? "")],
          answer.location?.position))
    }
  }

  private func tellDenial() {
    guard let denial = answer.deniedBy else { return }
    record(
      "resolve.denied", "\(denial.directive) at \(denial.position) refuses the request",
      merged(["kind": .string(denial.kind.rawValue), "directive": .string(denial.directive)], denial.position))
  }

  private func tellDetours() {
    if let pair = answer.regexBeatPrefix {
      record(
        "resolve.regex-won",
        "location \(pair.regex.modifier) \(pair.regex.pattern) (\(pair.regex.position)) wins over location \(pair.prefix.pattern)",
        merged(
          ["pattern": .string("\(pair.regex.modifier) \(pair.regex.pattern)"), "prefix": .string(pair.prefix.pattern)],
          pair.regex.position))
    }
    for fallback in answer.fallbacks {
      record(
        "resolve.fallback",
        "\(fallback.kind.rawValue) at \(fallback.position) falls back to \(fallback.target)"
          + (fallback.originalStatus.map { " instead of \($0)" } ?? ""),
        merged(
          [
            "kind": .string(fallback.kind.rawValue), "target": .string(fallback.target),
            "original_status": Value(fallback.originalStatus),
            "asset": .bool(ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: one.url))),
          ],
          fallback.position))
    }
    if let upstream = answer.upstream {
      record(
        "resolve.proxied",
        "The request is handed to \(upstream.url)\(upstream.uri.map { " as \($0)" } ?? "") (\(upstream.position))",
        merged(
          [
            "upstream": .string(upstream.url), "location": Value(answer.location?.pattern), "sent": Value(upstream.uri),
          ], upstream.position))
    }
    let ifs = answer.rewrites.filter { directive(at: $0)?.name == "rewrite" }
    if let position = ifs.first, let directive = directive(at: position) {
      record(
        "resolve.rewritten", "\(directive.text) (\(position)) turns the URL into \(answer.uri ?? "another one")",
        merged(["directive": .string(directive.text), "to": Value(answer.uri)], position))
    }
    if answer.status == 500,
      answer.steps.contains(where: { $0.contains("cycle") || $0.contains("10 ") || $0.contains("ten ") })
    {
      let position = answer.fallbacks.last?.position ?? answer.location?.position
      let missing = answer.candidates.last { $0.errno == 2 }?.path
      record(
        "resolve.cycle",
        "Internal redirects never end, because \(missing ?? "their target") is not there: \(answer.steps.last ?? "")",
        merged(["uri": Value(answer.uri), "path": Value(missing)], position))
    }
  }

  /// The directive that begins at a position.
  func directive(at position: Position) -> Directive? {
    func search(_ directives: [Directive]) -> Directive? {
      for directive in directives {
        if directive.position == position { return directive }
        if let found = directive.block.flatMap(search) { return found }
      }
      return nil
    }
    return search(instance.configuration.directives)
  }

  private func tellServer() {
    let (host, port) = CaseDiscovery.authority(of: one.url)
    guard let server = answer.server else {
      return record(
        "resolve.no-server", "No server of this configuration listens on port \(port)",
        ["port": .int(port), "host": .string(host)])
    }
    tellOtherFamily(host, port)
    if server.isFallback {
      let names = server.names.isEmpty ? "a nameless server" : server.names.joined(separator: " ")
      record(
        "resolve.default-server", "No server names \(host): \(names) (\(server.position)) answers as the default",
        merged(["host": .string(host), "server": .string(names)], server.position))
    }
    guard let route = scene.route(one.route), let root = route.writerRoot, route.rootSetting != nil,
      answer.deniedBy == nil,
      answer.location == nil || answer.location?.pattern == "/" || answer.location?.pattern.hasPrefix("@") == true,
      answer.upstream == nil
    else { return }
    record(
      "resolve.uncovered",
      "No location covers \(route.prefix): only the catch-all of \(server.position) does, while \(root.path.shown) holds its files",
      merged(
        [
          "prefix": .string(route.prefix), "root": .string(root.path.shown),
          "server": .string(server.names.joined(separator: " ")),
        ],
        answer.location?.position ?? server.position))
  }

  /// Whether a request that came by one address family would be answered rightly by the other.
  private func tellOtherFamily(_ host: String, _ port: Int) {
    guard isFailing, resolved.request.local.family == .ipv6, let loopback = IPAddress("127.0.0.1") else { return }
    var request = resolved.request
    request.local = Endpoint(address: loopback, port: port)
    let other = Resolver(instance.configuration).resolve(request, in: resolved.tree)
    guard let server = other.server, server.position != answer.server?.position,
      other.status == 200 || other.upstream != nil
    else { return }
    let listens = instance.configuration.servers.first { $0.position == server.position }?.listens ?? []
    let shown = listens.map {
      $0.family == .ipv6 ? "[::]:\($0.port)" : "\($0.address.map { "\($0)" } ?? "*"):\($0.port)"
    }.joined(separator: ", ")
    record(
      "http.family-differs",
      "By IPv6 the server at \(answer.server.map { "\($0.position)" } ?? "?") answers; the one that names \(host) (\(server.position)) listens on \(shown) only, not on [::]:\(port)",
      [
        "answers": "ipv4", "fails": "ipv6", "how": "other-server", "port": .int(port), "listen": .string(shown),
      ].merging(ListenRepair.data(instance: instance, host: host, port: port, addsIPv6: true)) { own, _ in own })
  }

  /// Whether the running server does what the files on the disk say.
  private func tellAgreement() {
    guard let live = liveStatus, let expected = answer.status, one.origin != .upload else { return }
    if live == expected || (live == 304 && expected == 200) {
      return record(
        "resolve.agrees-with-live", "The running server answers \(live), as the configuration says",
        ["status": .int(live)])
    }
    record(
      "resolve.differs-from-live",
      "The running server answers \(live); by the configuration and the files on the disk it would be \(expected)",
      ["live": .int(live), "resolved": .int(expected)])
  }
}
