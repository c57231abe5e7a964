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
  var words: [UInt32] = []
  var rest = text
  while rest.count >= 8 {
    guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
    words.append(word.byteSwapped)
    rest = rest.dropFirst(8)
  }
  func dotted(_ word: UInt32) -> String {
    [24, 16, 8, 0].map { String((word >> UInt32($0)) & 0xff) }.joined(separator: ".")
  }
  if words.count == 1 { return dotted(words[0]) }
  guard words.count == 4 else { return nil }
  if words[0] == 0, words[1] == 0, words[2] == 0xffff { return dotted(words[3]) }
  let groups = words.flatMap { [$0 >> 16, $0 & 0xffff] }
  return compressedIPv6(groups)
}

/// RFC 5952: the longest run of zero groups becomes `::`.
private func compressedIPv6(_ groups: [UInt32]) -> String {
  var best = (start: 0, count: 0)
  var start = 0
  while start < groups.count {
    var end = start
    while end < groups.count, groups[end] == 0 { end += 1 }
    if end - start > best.count { best = (start, end - start) }
    start = max(end, start + 1)
  }
  func joined(_ part: ArraySlice<UInt32>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
  guard best.count > 1 else { return joined(groups[...]) }
  return joined(groups[..<best.start]) + "::" + joined(groups[(best.start + best.count)...])
}
