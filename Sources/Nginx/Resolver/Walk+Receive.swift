import Notation

extension Walk {
  /// Everything up to the first phase: listening address, request line, host, server.
  mutating func receive() -> Phase {
    guard let (group, isCertain) = resolver.group(for: request.local) else {
      let family = request.local.family == .ipv6 ? "IPv6" : "IPv4"
      note("nothing in the configuration listens on port \(request.local.port) for \(family)")
      return .done
    }
    self.group = group
    if !isCertain {
      doubt("listen", "the local address of the connection decides which servers are asked", at: group.listen.position)
    }
    choose(server: group.defaultServer, isNamed: false)
    if group.isTLS != (request.scheme == "https") { return wrongProtocol(group) }
    return readTarget(group)
  }

  private mutating func wrongProtocol(_ group: ListenGroup) -> Phase {
    if group.isTLS {
      note("plain HTTP request sent to an HTTPS port", group.listen.position)
      return finish(497)
    }
    note("the port does not speak TLS", group.listen.position)
    answer.server = nil
    return .done
  }

  private mutating func readTarget(_ group: ListenGroup) -> Phase {
    if request.scheme == "https", let name = request.host.flatMap({ HostName.validated($0.byteArray) }) {
      select(name, in: group)
    }
    if isLineTooLong {
      note("the request line is longer than large_client_header_buffers allow")
      return finish(414)
    }
    let mergeSlashes = scope.isOn("merge_slashes", default: true)
    guard let target = TargetParser(request.target, mergeSlashes: mergeSlashes) else {
      note("the request target is not valid")
      return refuse()
    }
    uri = target.uri
    arguments = target.arguments
    unparsedURI = target.unparsed
    hadEscapes = target.hadEscapes
    hadPlus = target.hadPlus
    if uri != target.unparsed.prefix(while: { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }) {
      note("nginx reads the path as \(ByteText.string(uri))")
    }
    return readHost(group, target: target)
  }

  /// Whether the request line does not fit into one of the large buffers.
  private var isLineTooLong: Bool {
    let size = scope.single("large_client_header_buffers")?.arguments.last.flatMap(Amounts.size) ?? 8 << 10
    let line = request.method.utf8.count + request.target.count + " ".utf8.count + " HTTP/1.1\r\n".utf8.count
    return request.version < .http2 && line > size
  }

  private mutating func readHost(_ group: ListenGroup, target: TargetParser) -> Phase {
    if let host = target.host {
      guard let valid = HostName.validated(host) else { return refuse() }
      self.host = valid
    } else if let header = request.host {
      if !header.isEmpty || request.version >= .http11 {
        guard let valid = HostName.validated(header.byteArray) else {
          note("the Host header is not valid")
          return refuse()
        }
        host = valid
      }
    } else if request.version >= .http11 {
      note("an HTTP/1.1 request needs a Host header")
      return refuse()
    }
    select(host, in: group)
    noteServer()
    if method == "TRACE" {
      note("TRACE is never answered")
      return finish(405)
    }
    if method == "CONNECT" {
      note("CONNECT is not supported")
      return finish(405)
    }
    findRealClient()
    return .serverRewrite
  }

  /// Takes the client's address from a header where the peer is trusted (`set_real_ip_from`).
  private mutating func findRealClient() {
    let trusted = scope.effective("set_real_ip_from").compactMap { $0.arguments.first.map(AccessRule.init) }
    let name = scope.single("real_ip_header")?.arguments.first ?? "X-Real-IP"
    guard trusted.contains(where: { $0.matches(client) }), let value = request.header(name) else { return }
    let addresses = value.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    for address in addresses.reversed() where IPAddress(nginx: address) != nil {
      client = address
      guard scope.isOn("real_ip_recursive"), trusted.contains(where: { $0.matches(client) }) else { break }
    }
    note("the client is \(client) by \(name)")
  }

  private mutating func refuse() -> Phase { finish(400) }

  private mutating func select(_ host: [UInt8], in group: ListenGroup) {
    let found = group.find(host)
    if let pattern = found.undecided {
      doubt("server_name", "the pattern \(pattern) is not modelled", at: nil)
    }
    if let (pattern, match) = found.match { remember(match, of: pattern) }
    choose(server: found.server, isNamed: found.isNamed)
  }

  private mutating func noteServer() {
    guard let server = answer.server else { return }
    let name = ByteText.string(host)
    if !server.isFallback {
      note(
        name.isEmpty ? "the server for requests without a host answers" : "the server has the name \(name)",
        server.position)
    } else if name.isEmpty {
      note("the request names no host: the first server of the address answers", server.position)
    } else {
      note("no server has the name \(name): the default one of the address answers", server.position)
    }
  }

  private mutating func choose(server index: Int, isNamed: Bool) {
    let chosen = resolver.plan(index)
    plan = chosen
    scope = chosen.scope
    answer.serverID = chosen.scope.directive.id
    answer.server = ChosenServer(position: chosen.block.position, names: chosen.block.names, isFallback: !isNamed)
  }

  mutating func remember(_ match: Pattern.Match, of pattern: Pattern) {
    captures = match.groups
    for (name, group) in pattern.names { namedCaptures[Bytes.lowercased(name)] = match.groups[group - 1] }
  }
}
