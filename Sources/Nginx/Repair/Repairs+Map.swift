extension Repairs {
  /// A line of the `map` behind the `root` or `alias` whose key is almost the host that was asked for.
  mutating func mendMap() {
    guard let directive = answer.rootID.flatMap(configuration.directive),
      let path = directive.arguments.first, let host = request.host.map(Repairs.name(of:))
    else { return }
    for variable in Repairs.variables(in: path) {
      guard let map = resolver.definitions.blocks[variable], map.name == "map",
        let source = map.arguments.first, ["$host", "$http_host", "$server_name"].contains(source)
      else { continue }
      for line in map.block ?? [] where line.arguments.count == 1 && Repairs.isSlip(line.name, of: host) {
        attempt(.mapKey, [edit(line, name: host, line.arguments[0])])
      }
    }
  }

  private static func name(of host: String) -> String {
    Bytes.lowercased(String(host.prefix { $0 != ":" }))
  }

  /// The names of the variables in a text, in lower case.
  private static func variables(in text: String) -> [String] {
    text.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { piece in
      Bytes.lowercased(String(piece.drop { $0 == "{" }.prefix { $0 == "_" || $0.isLetter || $0.isNumber }))
    }
  }

  /// Whether a name is another one with a slip of the keyboard: at most two letters more, less, other or changed about.
  static func isSlip(_ name: String, of wanted: String) -> Bool {
    let (left, right) = (Array(Bytes.lowercased(name).utf8), Array(wanted.utf8))
    guard left != right, min(left.count, right.count) > 4, abs(left.count - right.count) <= 1 else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    return max(left.count, right.count) - start - end <= 2
  }
}
