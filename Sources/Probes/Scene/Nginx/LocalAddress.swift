import Nginx
import Notation

/// Where a client on the machine itself reaches an nginx.
enum LocalAddress {
  /// An address that reaches a port: the loopback for a wildcard, else the address listened on.
  static func address(of instance: NginxInstance, port: Int) -> String? {
    let listens = instance.configuration.servers.flatMap(\.listens).filter { $0.port == port && $0.family != .unix }
    if listens.contains(where: { $0.family == .ipv4 && $0.address?.isWildcard != false }) { return "127.0.0.1" }
    if listens.contains(where: { $0.family == .ipv6 && $0.address?.isWildcard != false }) { return "::1" }
    return listens.first?.address?.description
  }
}
