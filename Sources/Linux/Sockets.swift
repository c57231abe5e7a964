import Notation
import SystemPackage

/// A listening socket of a network namespace.
public struct Listener: Sendable, Hashable {
  /// `127.0.0.1`, `0.0.0.0`, `::1`, `::`, or a unix socket's path.
  public let address: String
  /// 0 for a unix socket.
  public let port: Int
  public let inode: Int

  public var isUnix: Bool { port == 0 }
}

extension Machine {
  /// The listening TCP and unix sockets of the network namespace of a process: /proc/PID/net.
  public func listeners(ofNetworkOf pid: Int? = nil) -> [Listener] {
    let owner = pid.map(String.init) ?? "self"
    let tcp = ["tcp", "tcp6"].flatMap { name in
      (proc("\(owner)/net/\(name)") ?? "").split(separator: "\n").dropFirst().compactMap(tcpListener)
    }
    let unix = (proc("\(owner)/net/unix") ?? "").split(separator: "\n").dropFirst().compactMap(unixListener)
    return tcp + unix
  }

  private func tcpListener(_ line: Substring) -> Listener? {
    let fields = line.split(separator: " ")
    guard fields.count > 9, fields[3] == "0A", let inode = Int(fields[9]) else { return nil }
    let local = fields[1].split(separator: ":")
    guard local.count == 2, let port = Int(local[1], radix: 16), let address = kernelAddress(local[0]) else {
      return nil
    }
    return Listener(address: address, port: port, inode: inode)
  }

  /// Listening stream sockets carry the flag __SO_ACCEPTCON, 0x10000.
  private func unixListener(_ line: Substring) -> Listener? {
    let fields = line.split(separator: " ", maxSplits: 7)
    guard fields.count == 8, UInt32(fields[3], radix: 16).map({ $0 & 0x10000 != 0 }) == true, let inode = Int(fields[6])
    else { return nil }
    return Listener(address: String(fields[7]), port: 0, inode: inode)
  }

  /// Which processes hold each socket, by inode.
  public func socketOwners(among pids: [Int]) -> [Int: [Int]] {
    var owners: [Int: [Int]] = [:]
    for pid in pids {
      for (_, target) in descriptors(of: pid) where target.hasPrefix("socket:[") {
        if let inode = Int(target.dropFirst(8).dropLast()) { owners[inode, default: []].append(pid) }
      }
    }
    return owners
  }
}

/// An address of /proc/net/tcp: hexadecimal 32-bit words in the byte order of the machine.
private func kernelAddress(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text
  while rest.count >= 8 {
    guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
    withUnsafeBytes(of: word) { bytes += $0 }
    rest = rest.dropFirst(8)
  }
  return (IPAddress(bytes: bytes)?.unmapped).map { "\($0)" }
}
