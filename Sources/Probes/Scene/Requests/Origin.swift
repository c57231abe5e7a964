import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// The nginx of this machine that serves a host, to be asked past the caches and proxies before it.
struct Origin {
  let number: Int
  let address: String
  let port: Int
  let isTLS: Bool

  var destination: ConnectOverride.Destination { .host(address, port: port) }
  var shown: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }

  /// The server of this machine that names a host; nil where none does, or where it gave the answer itself.
  static func find(for url: WireURL, answeredBy exchange: Exchange?, in scene: Scene) -> Origin? {
    let isHere = exchange.map(Self.isOwn) ?? false
    let holders = isHere ? Set(scene.nginxPorts.map(\.key)) : []
    var found: [Origin] = []
    for (number, instance) in scene.nginx.enumerated() where instance.isRunning && scene.sharesNetwork(instance) {
      for server in instance.configuration.servers where server.names.contains(where: { names($0, url.host) }) {
        for listen in server.listens where listen.family != .unix {
          if isHere, listen.port == url.port, holders.contains(url.port) { return nil }
          let wildcard = listen.family == .ipv6 ? "::1" : "127.0.0.1"
          let address = listen.address.flatMap { $0.isWildcard ? nil : "\($0)" } ?? wildcard
          found.append(Origin(number: number, address: address, port: listen.port, isTLS: listen.isTLS))
        }
      }
    }
    return found.first { $0.isTLS == (url.scheme == .https) && $0.port == url.port }
      ?? found.first { $0.isTLS == (url.scheme == .https) } ?? found.first
  }

  /// Whether a connection ended on this machine: then both its ends have one address.
  static func isOwn(_ exchange: Exchange) -> Bool {
    guard case .tcp(let peer, _)? = exchange.peer else { return exchange.peer != nil }
    if peer.scope == .loopback { return true }
    guard case .tcp(let local, _)? = exchange.local else { return false }
    return peer == local
  }

  /// Whether a server name is meant for a host: exact, or with a wildcard at one end.
  static func names(_ pattern: String, _ host: String) -> Bool {
    let name = pattern.lowercased()
    if name == host { return true }
    if name.hasPrefix("*.") { return host.hasSuffix(name.dropFirst()) }
    if name.hasPrefix(".") { return host == name.dropFirst() || host.hasSuffix(name) }
    return name.hasSuffix(".*") && host.hasPrefix(name.dropLast())
  }
}

extension Scene {
  /// Which nginx of this network holds each listening port.
  var nginxPorts: [Int: Int] {
    let pids = nginx.compactMap(\.master?.pid)
    let owners = machine.socketOwners(among: pids)
    var ports: [Int: Int] = [:]
    for listener in machine.listeners() where !listener.isUnix {
      for pid in owners[listener.inode] ?? [] {
        if let number = nginx.firstIndex(where: { $0.master?.pid == pid }) { ports[listener.port] = number }
      }
    }
    return ports
  }

  /// Whether an nginx is in the examiner's own network.
  func sharesNetwork(_ instance: NginxInstance) -> Bool {
    guard let theirs = instance.master?.networkNamespace,
      let own = machine.target(of: Place("/proc/self/ns/net"))?.string
    else {
      return instance.view == .own
    }
    return theirs == own
  }

  /// Whether an address belongs to this machine: the local routes of /proc/net/fib_trie and /proc/net/if_inet6.
  func isOwnAddress(_ address: String) -> Bool {
    let table = machine.text(Place("/proc/net/fib_trie"), limit: 1 << 20) ?? ""
    var last: Substring = ""
    for line in table.split(separator: "\n") {
      if let dashes = line.firstRange(of: "-- ") { last = line[dashes.upperBound...] }
      if line.contains("host LOCAL"), last == address { return true }
    }
    guard address.contains(":") else { return false }
    let digits = Hexadecimal.text(IPAddress(address)?.bytes ?? [])
    return (machine.text(Place("/proc/net/if_inet6")) ?? "").contains(digits)
  }
}
