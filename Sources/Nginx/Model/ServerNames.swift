/// Finds the server for a host name among those of one address (`ngx_http_find_virtual_server`).
struct ServerNames {
  private var exact: [[UInt8]: Int] = [:]
  private var leading: [[UInt8]: Int] = [:]
  private var trailing: [[UInt8]: Int] = [:]
  private var regexes: [(pattern: String, server: Int)] = []
  private(set) var conflicts: [(name: String, server: Int)] = []

  mutating func add(_ name: String, server: Int) {
    if name.hasPrefix("~") {
      regexes.append((String(name.dropFirst()), server))
      return
    }
    let lower = Bytes.lowercased(name.byteArray)
    if lower.starts(with: Array("*.".utf8)) {
      insert(\.leading, Array(lower.dropFirst(1)), name, server)
    } else if lower.first == UInt8(ascii: "."), lower.count > 1 {
      insert(\.exact, Array(lower.dropFirst()), name, server)
      insert(\.leading, lower, name, server)
    } else if lower.count > 2, lower.suffix(2).elementsEqual(".*".utf8) {
      insert(\.trailing, Array(lower.dropLast()), name, server)
    } else {
      insert(\.exact, lower, name, server)
    }
  }

  private mutating func insert(
    _ table: WritableKeyPath<ServerNames, [[UInt8]: Int]>, _ key: [UInt8], _ name: String, _ server: Int
  ) {
    if self[keyPath: table][key] != nil { conflicts.append((name, server)) } else { self[keyPath: table][key] = server }
  }

  /// The server an exact or wildcard name leads to.
  func find(_ host: [UInt8]) -> Int? {
    if let server = exact[host] { return server }
    let dots = host.indices.filter { host[$0] == UInt8(ascii: ".") }
    for dot in dots {
      if let server = leading[Array(host[dot...])] { return server }
    }
    for dot in dots.reversed() {
      if let server = trailing[Array(host[...dot])] { return server }
    }
    return nil
  }

  /// The regex names in configuration order.
  var patterns: [(pattern: String, server: Int)] { regexes }
}
