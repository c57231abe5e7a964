import Linux
import Notation
import SystemPackage
import Testing

extension RecordedServer {
  /// Records that a process listens at `address:port`, or at the path of a unix socket.
  mutating func listen(_ pid: Int, at address: String, mode: UInt32 = 0o777) throws {
    let inode = 50_000 + machine.files.count
    machine.add(link: FilePath("/proc/\(pid)/fd/\(inode)"), to: FilePath("socket:[\(inode)]"))
    if address.hasPrefix("/") {
      machine.add(FilePath(address), text: "", mode: mode)
      machine.files[Place(FilePath(address))]?.status.kind = .socket
      return addLine("0: 00000002 00000000 00010000 0001 01 \(inode) \(address)", to: "/proc/self/net/unix")
    }
    let colon = try #require(address.lastIndex(of: ":"))
    let host = try #require(IPAddress(address[..<colon].filter { !"[]".contains($0) }))
    let port = try #require(UInt16(address[address.index(after: colon)...]))
    let table = host.family == .ipv4 ? "tcp" : "tcp6"
    let local = "\(Self.kernelAddress(host)):\(Hexadecimal.number(port, digits: 4))"
    addLine("0: \(local) 0:0 0A 0:0 0:0 0 0 0 \(inode) 1", to: FilePath("/proc/self/net/\(table)"))
  }

  /// An address as words in the byte order of little-endian machines.
  private static func kernelAddress(_ address: IPAddress) -> String {
    stride(from: 0, to: address.bytes.count, by: 4).map { start in
      Hexadecimal.text(address.bytes[start..<(start + 4)].reversed())
    }.joined()
  }

  /// Adds a line to a table of /proc/net, below its heading.
  private mutating func addLine(_ line: String, to table: FilePath) {
    machine.add(table, text: (machine.text(Place(table)) ?? "heading\n") + line + "\n")
  }
}
