/// The lines of a `split_clients` block (`ngx_http_split_clients_variable`).
struct SplitTable {
  /// Upper bounds of the hash, nil for `*`, with their values.
  private var parts: [(bound: UInt32?, value: String)] = []

  init(_ block: Directive) {
    var last: UInt64 = 0
    for line in block.block ?? [] {
      guard let value = line.arguments.first else { continue }
      guard line.name.hasSuffix("%"), let percent = SplitTable.hundredths(String(line.name.dropLast())) else {
        parts.append((nil, value))
        continue
      }
      last += UInt64(percent) * 0xFFFF_FFFF / 10000
      parts.append((UInt32(truncatingIfNeeded: last), value))
    }
  }

  /// All values the variable may have.
  var values: [String] { parts.map(\.value) + (parts.contains { $0.bound == nil } ? [] : [""]) }

  func value(for key: [UInt8]) -> String {
    let hash = SplitTable.hash(key)
    return parts.first { part in part.bound.map { hash < $0 } ?? true }?.value ?? ""
  }

  /// A percentage with at most two decimals, in hundredths.
  static func hundredths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let whole = parts.first.flatMap(Amounts.number), whole <= 100 else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.utf8.count <= 2 else { return nil }
    if parts.count == 2, decimals.isEmpty { return whole * 100 }
    let padded = decimals + String(repeating: "0", count: 2 - decimals.utf8.count)
    return Amounts.number(padded).map { whole * 100 + $0 }
  }

  /// MurmurHash2 of 32 bits, as nginx seeds it.
  private static func hash(_ key: [UInt8]) -> UInt32 {
    let factor: UInt32 = 0x5BD1_E995
    var hash = UInt32(truncatingIfNeeded: key.count)
    var rest = key[...]
    while rest.count >= 4 {
      var word = rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } &* factor
      word = (word ^ word >> 24) &* factor
      hash = hash &* factor ^ word
      rest = rest.dropFirst(4)
    }
    if !rest.isEmpty { hash = (hash ^ rest.reversed().reduce(0) { $0 << 8 | UInt32($1) }) &* factor }
    hash = (hash ^ hash >> 13) &* factor
    return hash ^ hash >> 15
  }
}
