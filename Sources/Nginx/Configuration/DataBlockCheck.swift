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
    case "split_clients": return count == 2 ? nil : "invalid number of the split_clients parameters"
    case "charset_map": return count == 2 ? nil : "invalid parameters number"
    default: return nil
    }
  }
}
