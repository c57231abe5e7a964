extension Repairs {
  /// Another server block that would serve the file if it answered to this host.
  mutating func mendServer() {
    guard let host = request.host.flatMap({ HostName.validated($0.byteArray) }).map(ByteText.string) else { return }
    for server in resolver.servers where server.directive.id != answer.serverID {
      guard server.listens.contains(where: { $0.port == request.local.port }), serves(server) else { continue }
      let names = server.directive.block?.first { $0.name == "server_name" }
      let change: Edit
      if let names {
        let kept = names.arguments.filter { $0 != "_" && !$0.isEmpty }
        change = edit(names, arguments: kept + [host])
      } else {
        change = insertion(NewDirective("server_name", [host]), into: server.directive)
      }
      attempt(.serverName, [change])
      if found.count(where: { $0.kind == .serverName }) >= 3 { return }
    }
    openPort(host)
  }

  /// Lets the server that has the host's name listen where the request arrives, when it does so on another port alone.
  private mutating func openPort(_ host: String) {
    guard answer.server?.isFallback == true, request.scheme == "http", request.local.family != .unix else { return }
    let port = request.local.port
    for server in resolver.servers where server.names.contains(host) {
      guard !server.listens.contains(where: { $0.port == port || $0.isTLS }) else { continue }
      attempt(.serverName, [insertion(NewDirective("listen", ["\(port)"]), into: server.directive)])
    }
  }

  /// Whether a server reached by its own name serves the file; without a plain name only trying can tell.
  private func serves(_ server: ServerBlock) -> Bool {
    let plain = server.names.first { name in
      !name.isEmpty && name != "_" && !name.hasPrefix("~") && !name.contains("*") && !name.hasPrefix(".")
    }
    guard let plain else { return resolver.servers.count < 20 }
    var other = request
    other.host = plain
    return RepairGoal.file.isReached(by: ask(other), requested: uri)
  }

  /// Raises each body limit on the way that is below the request's body, to whole megabytes.
  mutating func raiseBodySize() {
    guard let size = request.bodySize else { return }
    let wanted = "\((size + (1 << 20) - 1) >> 20)m"
    var edits: [Edit] = []
    for (location, _) in locations {
      if let own = location.block?.first(where: { $0.name == "client_max_body_size" }),
        let limit = own.arguments.first.flatMap(Amounts.size), limit != 0, limit < size
      {
        edits.append(edit(own, arguments: [wanted]))
      }
    }
    if !edits.isEmpty { attempt(.bodySize, edits, goal: .accepted) }
    guard found.isEmpty, let identifier = answer.serverID, let server = configuration.directive(identifier) else {
      return
    }
    if let own = server.block?.first(where: { $0.name == "client_max_body_size" }) {
      attempt(.bodySize, edits + [edit(own, arguments: [wanted])], goal: .accepted)
    } else {
      attempt(
        .bodySize, edits + [insertion(NewDirective("client_max_body_size", [wanted]), into: server)], goal: .accepted)
    }
  }

  /// Lets nginx honour `X-Accel-Redirect` again.
  mutating func mendAccelRedirect() {
    guard accelRedirect != nil else { return }
    let scopes = locations.map(\.directive) + serverAndMain
    for ignoring in scopes.compactMap({ $0.block?.first { $0.name == "proxy_ignore_headers" } }) {
      let kept = ignoring.arguments.filter { $0 != "X-Accel-Redirect" }
      guard kept != ignoring.arguments else { continue }
      attempt(.accelRedirect, [kept.isEmpty ? removal(ignoring) : edit(ignoring, arguments: kept)])
    }
  }

  /// Adds or removes the URI part of `proxy_pass`.
  mutating func mendProxyURI(_ goal: RepairGoal) {
    for (location, pattern) in locations {
      guard let pass = location.block?.first(where: { $0.name == "proxy_pass" }), let text = pass.arguments.first else {
        continue
      }
      let target = PassTarget(text, directive: "proxy_pass")
      let base = target.uri.map { String(text.dropLast($0.count)) } ?? text
      var candidates = ["", "/", pattern.text, Repairs.withoutSlash(pattern.text)]
      if let uri = target.uri { candidates += [uri + "/", Repairs.withoutSlash(uri)] }
      for candidate in candidates where base + candidate != text {
        attempt(.proxyURI, [edit(pass, arguments: [base + candidate])], goal: goal)
      }
      guard target.uri?.hasSuffix("/") == true, !pattern.text.hasSuffix("/"), !pattern.isRegex else { continue }
      let words = Array(location.arguments.dropLast()) + [(location.arguments.last ?? "") + "/"]
      attempt(.proxyURI, [edit(location, arguments: words)], goal: goal)
    }
  }

  /// Includes the packaged MIME types, or names the one type that is missing.
  mutating func mendTypes(_ wanted: String) {
    guard let http = configuration.directives.first(where: { $0.name == "http" }),
      let ending = uri.split(separator: "/").last?.split(separator: ".").last.map(String.init)
    else { return }
    let line = NewDirective(wanted, [ending])
    let simulated = Edit(.insertInside(NewDirective("types", block: [line])), of: http, in: configuration)
    let include = NewDirective("include", [Paths.directory(of: configuration.file) + "/mime.types"])
    let hasTypes = (http.block ?? []).contains { $0.name == "types" }
    if !hasTypes {
      attempt(.mimeTypes, [insertion(include, into: http)], goal: .contentType(wanted), also: [simulated])
    }
    let blocks = Repairs.typeBlocks(locations.map(\.directive) + serverAndMain)
    if let block = blocks.first {
      attempt(.mimeTypes, [insertion(line, into: block)], goal: .contentType(wanted))
      attempt(.mimeTypes, [removal(block)], goal: .contentType(wanted))
    }
  }

  private var serverAndMain: [Directive] {
    let server = answer.serverID.flatMap(configuration.directive)
    return (server.map { [$0] } ?? []) + configuration.directives.filter { $0.name == "http" }
  }

  private static func typeBlocks(_ blocks: [Directive]) -> [Directive] {
    blocks.compactMap { $0.block?.first { $0.name == "types" } }
  }
}
