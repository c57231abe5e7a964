public import Notation

/// The local end of a connection: where the server receives it.
public struct Endpoint: Hashable, Sendable {
  public var family: SocketFamily
  /// Nil when the address is not known: any interface of the machine; a unix socket has its path in `path`.
  public var address: IPAddress?
  public var port: Int
  /// The path of a unix socket.
  public var path: String?

  public init(family: SocketFamily = .ipv4, address: IPAddress? = nil, port: Int) {
    self.family = address.map { SocketFamily($0.family) } ?? family
    self.address = address
    self.port = port
  }

  public init(unixSocket path: String) {
    family = .unix
    address = nil
    port = 0
    self.path = path
  }
}
