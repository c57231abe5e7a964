import Glibc
import Synchronization

/// The few socket calls that test servers need.
enum LocalSocket {
  struct Failure: Error {
    var call: String
    var errno: Int32
  }

  /// A TCP or UDP socket bound to a port of 127.0.0.1, a free one unless told which.
  static func bound(
    type: __socket_type = SOCK_STREAM, port: Int = 0, backlog: Int32? = 16
  ) throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(type.rawValue), 0)
    var address = loopback(port: port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        guard let base = pointer.baseAddress, bind(descriptor, base, length) == 0 else { return Int32(-1) }
        return getsockname(descriptor, base, &length)
      }
    }
    guard status == 0 else {
      let code = errno
      close(descriptor)
      throw Failure(call: "bind", errno: code)
    }
    if let backlog, type == SOCK_STREAM, listen(descriptor, backlog) != 0 {
      throw Failure(call: "listen", errno: errno)
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port of 127.0.0.1 that nothing uses, below the range from which the kernel gives ports away.
  static func freePort() throws -> Int {
    for _ in 0..<1000 {
      let candidate = nextPort.withLock { port in
        port = port < 31999 ? port + 1 : 20000
        return port
      }
      if let socket = try? bound(port: candidate, backlog: nil) {
        close(socket.descriptor)
        return candidate
      }
    }
    throw Failure(call: "bind", errno: EADDRINUSE)
  }

  private static let nextPort = Mutex(Int.random(in: 20000..<32000))

  /// Whether something listens on a port of 127.0.0.1.
  static func accepts(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(port: port)
    return withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        pointer.baseAddress.map { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) } == 0
      }
    }
  }

  private static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
