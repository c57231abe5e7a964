import Diagnostics
import Facts
import Linux
import Nginx
import Notation

/// Which server block answers, and whether it is the one that is meant.
extension ResolvedCaseLook {
  func recordServer() {
    let (host, port) = CaseDiscovery.authority(of: examined.url)
    guard let server = answer.server else {
      return record(
        ResolveNoServer(host: host, port: port), "No server of this configuration listens on port \(port)")
    }
    recordOtherFamily(host, port)
    if server.isFallback {
      let known = server.names.filter { !$0.isEmpty }
      let names = known.isEmpty ? "a nameless server" : known.joined(separator: " ")
      record(
        ResolveDefaultServer(file: server.position.file, host: host, line: server.position.line, server: names),
        "No server names \(host): \(names) (\(server.position)) answers as the default")
    }
    guard let route = scene.route(examined.route), let root = route.writerRoot, route.rootSetting != nil,
      answer.deniedBy == nil,
      answer.location == nil || answer.location?.pattern == "/" || answer.location?.pattern.hasPrefix("@") == true,
      answer.upstream == nil
    else { return }
    record(
      ResolveUncovered(
        file: (answer.location?.position ?? server.position).file,
        line: (answer.location?.position ?? server.position).line, prefix: route.prefix, root: root.path.shown,
        server: server.names.joined(separator: " ")),
      "No location covers \(route.prefix): only the catch-all of \(server.position) does, while \(root.path.shown) holds its files"
    )
  }

  /// Whether a request that came by one address family would be answered rightly by the other.
  private func recordOtherFamily(_ host: String, _ port: Int) {
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
    let change = ListenRepair.change(instance: instance, host: host, port: port, addsIPv6: true)
    record(
      HTTPFamilyDiffers(
        answers: .ipv4, commands: change?.commands, fails: .ipv6, file: change?.position?.file, how: .otherServer,
        line: change?.position?.line, listen: shown, port: port),
      "By IPv6 the server at \(answer.server.map { "\($0.position)" } ?? "?") answers; the one that names \(host) (\(server.position)) listens on \(shown) only, not on [::]:\(port)"
    )
  }
}
