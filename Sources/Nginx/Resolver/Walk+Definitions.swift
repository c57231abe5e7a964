import Notation

/// Variables that blocks of the configuration define: `map`, `geo`, `split_clients`.
extension Walk {
  /// Variables that differ from one visitor of the same URL to the next.
  private static let personal: Set<String> = [
    "remote_addr", "binary_remote_addr", "remote_port", "realip_remote_addr", "connection", "connection_requests",
    "request_id", "msec", "time_iso8601", "time_local", "pid", "proxy_add_x_forwarded_for", "proxy_protocol_addr",
    "http_user_agent", "http_cookie", "http_x_forwarded_for", "http_x_real_ip", "remote_user", "ssl_session_id",
  ]

  /// The value that a block gives; nil where its key cannot be known.
  mutating func defined(by block: Directive, as name: String) -> [UInt8]? {
    if let known = definedValues[name] { return known }
    guard evaluationDepth < 8 else { return nil }
    evaluationDepth += 1
    defer { evaluationDepth -= 1 }
    let value: [UInt8]? =
      switch block.name {
      case "map": mapped(block, name)
      case "geo": located(block)
      case "split_clients": split(block, name)
      default: nil
      }
    let isVolatile = (block.block ?? []).contains { $0.name == "volatile" && $0.arguments.isEmpty }
    if !isVolatile { definedValues[name] = value }
    return value
  }

  private mutating func mapped(_ block: Directive, _ name: String) -> [UInt8]? {
    guard let source = block.arguments.first else { return nil }
    let table = resolver.mapTable(block)
    guard let key = evaluateIfKnown(source, for: block) else { return choice(name, among: table.values) }
    guard let result = table.look(key, resolver) else { return nil }
    if let (pattern, match) = result.match { remember(match, of: pattern) }
    return evaluateIfKnown(result.value, for: block)
  }

  private mutating func located(_ block: Directive) -> [UInt8]? {
    let table = resolver.geoTable(block)
    var address = client
    if block.arguments.count == 2 {
      guard let value = evaluateIfKnown(block.arguments[0], for: block) else { return nil }
      address = ByteText.string(value)
    }
    if table.proxies.contains(where: { $0.matches(address) }) {
      let forwarded = request.headers.filter { Bytes.lowercased($0.name) == "x-forwarded-for" }.map(\.value)
      let hops = forwarded.flatMap { $0.split { $0 == "," || $0 == " " } }.map(String.init)
      for hop in hops.reversed() where IPAddress(nginx: hop) != nil {
        address = hop
        guard table.isRecursive, table.proxies.contains(where: { $0.matches(address) }) else { break }
      }
    }
    return table.value(for: IPAddress(nginx: address)).byteArray
  }

  private mutating func split(_ block: Directive, _ name: String) -> [UInt8]? {
    guard let source = block.arguments.first else { return nil }
    let table = SplitTable(block)
    let isPersonal = resolver.template(source).parts.contains { part in
      if case .variable(let name) = part { Walk.personal.contains(name) || name.hasPrefix("cookie_") } else { false }
    }
    guard !isPersonal, let key = evaluateIfKnown(source, for: block) else { return choice(name, among: table.values) }
    return table.value(for: key).byteArray
  }

  /// The value assumed for a variable whose key is not known; without an assumption the choice is noted and nil returned.
  private mutating func choice(_ name: String, among values: [String]) -> [UInt8]? {
    if let assumed = assumptions[name] { return assumed }
    let plain = values.compactMap { resolver.template($0).literal }
    if plain.count == values.count { openChoices[name] = Set(plain) }
    return nil
  }
}
