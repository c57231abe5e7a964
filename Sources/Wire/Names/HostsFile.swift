public import Notation

/// The static name table of a machine, in the format of hosts(5).
public struct HostsFile: Sendable, Hashable {
  private var addresses: [String: [IPAddress]] = [:]

  /// Reads the text of a hosts file; lines that do not begin with an address are passed over, as libc does.
  public init(parsing text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
      guard let first = fields.first, let address = IPAddress(first) else { continue }
      for name in fields.dropFirst() {
        let key = name.lowercased()
        if addresses[key]?.contains(address) != true { addresses[key, default: []].append(address) }
      }
    }
  }

  /// The addresses of a name in file order, without regard to case; empty when it is not listed.
  public func addresses(of name: String) -> [IPAddress] {
    addresses[name.lowercased()] ?? []
  }
}
