import NIOCore
import Notation

extension Endpoint {
  /// The address as NIO takes it; fails for a Unix path that is too long for the kernel.
  func socketAddress() throws -> SocketAddress {
    switch self {
    case .tcp(let address, let port):
      try SocketAddress(packedIPAddress: ByteBuffer(bytes: address.bytes), port: port)
    case .unix(let path):
      try SocketAddress(unixDomainSocketPath: path)
    }
  }

  /// Reads an address that NIO gives back; nil for an unnamed socket.
  init?(_ address: SocketAddress?) {
    guard let text = address?.ipAddress, let port = address?.port, let parsed = IPAddress(text) else { return nil }
    self = .tcp(parsed, port: port)
  }
}
