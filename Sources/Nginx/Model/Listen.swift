public import Notation

/// One `listen` of a server block.
public struct Listen: Hashable, Sendable {
  public var family: SocketFamily
  /// Nil for any address of the family.
  public var address: IPAddress?
  public var port: Int
  /// The path of a unix socket.
  public var path: String?
  public var isDefaultServer = false
  public var isTLS = false
  public var isHTTP2 = false
  /// IPv6 sockets that take IPv4 connections as well (`ipv6only=off`).
  public var acceptsIPv4 = false
  public var position: Position?
  /// Whether the address is a host name that this model cannot look up.
  public var unresolvedHost: String?

  /// What nginx assumes without any `listen` when its master runs as root.
  static let standard = Listen(family: .ipv4, address: nil, port: 80)

  init(family: SocketFamily, address: IPAddress?, port: Int) {
    self.family = family
    self.address = address
    self.port = port
  }

  /// Reads a `listen` directive; nil where nginx would refuse it.
  public init?(_ directive: Directive) {
    guard let text = directive.arguments.first, let parsed = Listen.parse(text) else { return nil }
    self = parsed
    position = directive.position
    for option in directive.arguments.dropFirst() {
      switch option {
      case "default_server", "default": isDefaultServer = true
      case "ssl": isTLS = true
      case "http2": isHTTP2 = true
      case "ipv6only=off": acceptsIPv4 = family == .ipv6
      default: break
      }
    }
  }

  /// The address as nginx names it: `0.0.0.0:80`, `[::]:80`, `unix:/run/a.sock`.
  var place: String {
    switch family {
    case .unix: "unix:\(path ?? "")"
    case .ipv4: "\(address?.description ?? "0.0.0.0"):\(port)"
    case .ipv6: "[\(address?.description ?? "::")]:\(port)"
    }
  }

  private static func parse(_ text: String) -> Listen? {
    if text.hasPrefix("unix:") {
      guard text.utf8.count > 5 else { return nil }
      var listen = Listen(family: .unix, address: nil, port: 0)
      listen.path = String(text.dropFirst(5))
      return listen
    }
    if text.hasPrefix("[") { return parseIPv6(text) }
    if let port = Amounts.number(text) {
      return (1...65535).contains(port) ? Listen(family: .ipv4, address: nil, port: port) : nil
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    var port = 80
    if parts.count == 2 {
      guard let number = Amounts.number(String(parts[1])), (1...65535).contains(number) else { return nil }
      port = number
    }
    guard let host = parts.first, !host.isEmpty else { return nil }
    if host == "*" { return Listen(family: .ipv4, address: nil, port: port) }
    if let address = IPAddress(nginx: String(host)) {
      return Listen(family: .ipv4, address: address.isWildcard ? nil : address, port: port)
    }
    var listen = Listen(family: .ipv4, address: nil, port: port)
    if host == "localhost" {
      listen.address = IPAddress("127.0.0.1")
    } else {
      listen.unresolvedHost = String(host)
    }
    return listen
  }

  private static func parseIPv6(_ text: String) -> Listen? {
    guard let close = text.firstIndex(of: "]") else { return nil }
    let inner = String(text[text.index(after: text.startIndex)..<close])
    let tail = text[text.index(after: close)...]
    guard let address = IPAddress(nginx: inner), address.family == .ipv6 else { return nil }
    var port = 80
    if tail.hasPrefix(":") {
      guard let number = Amounts.number(String(tail.dropFirst())), (1...65535).contains(number) else { return nil }
      port = number
    } else if !tail.isEmpty {
      return nil
    }
    return Listen(family: .ipv6, address: address.isWildcard ? nil : address, port: port)
  }
}
