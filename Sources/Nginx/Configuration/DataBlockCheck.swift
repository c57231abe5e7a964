/// The checks of lines in blocks that hold data rather than directives.
enum DataBlockCheck {
  static func problem(_ line: Directive, in block: Directive?, opensBlock: Bool) -> String? {
    if opensBlock { return "unexpected \"{\"" }
    guard let block, line.name != "include" else { return nil }
    let count = line.arguments.count + 1
    switch block.name {
    case "map":
      if count == 1, ["hostnames", "volatile"].contains(line.name) { return nil }
      return count == 2 ? nil : "invalid number of the map parameters"
    case "split_clients": return splitProblem(line, count)
    case "geo": return geoProblem(line, count)
    case "charset_map": return count == 2 ? nil : "invalid parameters number"
    default: return nil
    }
  }

  /// The complaint about a key of a `map` that stands there already.
  static func repetition(_ line: Directive, in block: inout BlockState) -> String? {
    guard block.opener?.name == "map", line.arguments.count == 1, line.name != "include", !line.name.hasPrefix("~")
    else { return nil }
    if block.keys.insert(Bytes.lowercased(line.name)).inserted { return nil }
    return line.name == "default" ? "duplicate default map parameter" : "conflicting parameter \"\(line.name)\""
  }

  private static func splitProblem(_ line: Directive, _ count: Int) -> String? {
    if count != 2 { return "invalid number of the split_clients parameters" }
    if line.name == "*" { return nil }
    let percent = line.name.hasSuffix("%") ? SplitTable.hundredths(String(line.name.dropLast())) : nil
    return percent ?? 0 > 0 ? nil : "invalid percent value \"\(line.name)\""
  }

  private static func geoProblem(_ line: Directive, _ count: Int) -> String? {
    if count == 1, ["ranges", "proxy_recursive"].contains(line.name) { return nil }
    guard count == 2, let value = line.arguments.first else { return "invalid number of the geo parameters" }
    switch line.name {
    case "default": return nil
    case "proxy": return Network(value) == nil ? "invalid network \"\(value)\"" : nil
    case "delete": return isNetworkOrRange(value) ? nil : "invalid network \"\(value)\""
    default: return isNetworkOrRange(line.name) ? nil : "invalid network \"\(line.name)\""
    }
  }

  /// Whether ranges are meant is known only at the end of the block.
  private static func isNetworkOrRange(_ text: String) -> Bool { Network(text) != nil || GeoTable.range(text) != nil }
}
