/// An `upstream` block.
public struct UpstreamBlock: Sendable {
  public let name: String
  public let directive: Directive
  /// The servers as written: `host`, `host:port` or `unix:/path`; those marked `down` are left out.
  public let addresses: [String]

  init?(_ directive: Directive) {
    guard directive.name == "upstream", let name = directive.arguments.first else { return nil }
    self.name = name
    self.directive = directive
    addresses = (directive.block ?? []).compactMap { server in
      guard server.name == "server", !server.arguments.contains("down") else { return nil }
      return server.arguments.first.map { UpstreamBlock.withPort($0, standard: 80) }
    }
  }

  /// Whether every server is marked as backup: nginx refuses that.
  var hasOnlyBackups: Bool {
    let servers = (directive.block ?? []).filter { $0.name == "server" }
    return !servers.isEmpty && servers.allSatisfy { $0.arguments.dropFirst().contains("backup") }
  }

  /// `host:port` with the port a scheme implies where none is written; unix sockets without their URI part.
  static func withPort(_ address: String, standard: Int) -> String {
    if address.hasPrefix("unix:") { return address }
    let tail =
      address.last == "]" ? "" : address.drop { $0 != "]" }.isEmpty ? address : String(address.drop { $0 != "]" })
    return tail.contains(":") ? address : "\(address):\(standard)"
  }
}
