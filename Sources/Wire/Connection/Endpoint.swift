public import Notation

/// Something a connection can be made to.
public enum Endpoint: Sendable, Hashable, CustomStringConvertible {
  /// An address and port.
  case tcp(IPAddress, port: Int)
  /// A Unix socket by its path.
  case unix(path: String)

  /// The address family; nil for a Unix socket.
  public var family: AddressFamily? {
    if case .tcp(let address, _) = self { address.family } else { nil }
  }

  /// `address:port` with brackets around IPv6, or `unix:` and the path.
  public var description: String {
    switch self {
    case .tcp(let address, let port): address.family == .ipv6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
