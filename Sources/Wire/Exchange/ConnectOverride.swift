public import Notation

/// Sends the connections for a host and port elsewhere, as curl's `--connect-to` does.
public struct ConnectOverride: Sendable, Hashable {
  /// Where connections go instead.
  public enum Destination: Sendable, Hashable {
    /// A host name or address; nil keeps the URL's port.
    case host(String, port: Int?)
    /// A Unix socket by its path.
    case unix(path: String)
  }

  /// The host it is for; nil for every host.
  public var host: String?
  /// The port it is for; nil for every port.
  public var port: Int?
  /// Where connections go instead.
  public var destination: Destination

  /// Takes the parts as they are.
  public init(host: String?, port: Int?, destination: Destination) {
    self.host = host?.lowercased()
    self.port = port
    self.destination = destination
  }

  /// Reads `HOST:PORT:ADDR:PORT`, `HOST:PORT:unix:/path` or `unix:/path`; empty parts match anything or keep the URL's.
  public init?(parsing text: String) {
    if text.hasPrefix("unix:/") {
      self.init(host: nil, port: nil, destination: .unix(path: String(text.dropFirst(5))))
      return
    }
    var rest = text[...]
    guard let host = ConnectOverride.field(&rest), let port = ConnectOverride.field(&rest),
      port.isEmpty || ConnectOverride.port(port) != nil
    else { return nil }
    let from = (host: host.isEmpty ? nil : String(host), port: Int(port))
    if rest.hasPrefix("unix:/") {
      self.init(host: from.host, port: from.port, destination: .unix(path: String(rest.dropFirst(5))))
      return
    }
    guard let other = ConnectOverride.field(&rest), !rest.contains(":"),
      rest.isEmpty || ConnectOverride.port(rest) != nil
    else { return nil }
    let name = other.isEmpty ? host : other
    guard !name.isEmpty else { return nil }
    self.init(host: from.host, port: from.port, destination: .host(String(name), port: Int(rest)))
  }

  /// Whether it is for the connections that a URL needs.
  public func matches(_ url: WebURL) -> Bool {
    (host == nil || host == url.host) && (port == nil || port == url.port)
  }

  private static func field(_ rest: inout Substring) -> Substring? {
    let close = rest.hasPrefix("[") ? rest.firstIndex(of: "]") : rest.startIndex
    guard let close, let end = rest[close...].firstIndex(of: ":") else { return nil }
    guard !rest.hasPrefix("[") || end == rest.index(after: close) else { return nil }
    let field = rest[..<end]
    rest = rest[end...].dropFirst()
    return field.hasPrefix("[") ? field.dropFirst().dropLast() : field
  }

  private static func port(_ text: Substring) -> Int? {
    Int(text).flatMap { (1...65535).contains($0) ? $0 : nil }
  }
}
