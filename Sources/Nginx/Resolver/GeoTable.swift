import Notation

/// The lines of a `geo` block (`ngx_http_geo_block`): networks, or ranges of IPv4 addresses.
struct GeoTable {
  private var networks: [(network: Network, value: String)] = []
  private var ranges: [(range: ClosedRange<UInt32>, value: String)] = []
  private var fallback = ""
  private var isRanges = false
  /// Peers whose `X-Forwarded-For` is believed (`proxy`).
  private(set) var proxies: [AccessRule] = []
  private(set) var isRecursive = false

  init(_ block: Directive) {
    for line in block.block ?? [] { add(line.name, line.arguments.first) }
  }

  private mutating func add(_ key: String, _ value: String?) {
    switch (key, value) {
    case ("ranges", nil): isRanges = true
    case ("proxy_recursive", nil): isRecursive = true
    case ("default", let value?): fallback = value
    case ("proxy", let value?): proxies.append(AccessRule(value))
    case ("delete", let value?): delete(value)
    case (_, let value?): insert(key, value)
    default: break
    }
  }

  private mutating func insert(_ key: String, _ value: String) {
    if isRanges {
      if let range = GeoTable.range(key) { ranges.append((range, value)) }
    } else if let network = Network(key) {
      networks.removeAll { $0.network == network }
      networks.append((network, value))
    }
  }

  private mutating func delete(_ key: String) {
    if isRanges {
      ranges.removeAll { $0.range == GeoTable.range(key) }
    } else {
      networks.removeAll { $0.network == Network(key) }
    }
  }

  static func range(_ text: String) -> ClosedRange<UInt32>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { IPAddress(nginx: String($0)) }
    guard parts.count == 2, let first = parts[0].flatMap(number), let last = parts[1].flatMap(number), first <= last
    else { return nil }
    return first...last
  }

  private static func number(_ address: IPAddress) -> UInt32? {
    let bytes = address.unmapped.bytes
    return bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
  }

  /// The value for an address; nil stands for a text that is none, which nginx takes for 255.255.255.255.
  func value(for address: IPAddress?) -> String {
    if isRanges {
      let number = address.flatMap(GeoTable.number) ?? .max
      return ranges.last { $0.range.contains(number) }?.value ?? fallback
    }
    let bytes = address?.unmapped.bytes ?? [255, 255, 255, 255]
    let matching = networks.filter { $0.network.contains(bytes) }
    return matching.max { $0.network.bits < $1.network.bits }?.value ?? fallback
  }
}
