import Diagnostics
import Notation

/// The names of hosts that stand in a report.
enum HostNames {
  private static let fields: Set<String> = [
    "host", "hostname", "domain", "server_name", "names", "name_servers", "peer",
  ]

  /// Every name once, in the order in which the report tells them; the machine's own first.
  static func all(in report: Report) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    func add(_ name: some StringProtocol) {
      let name = name.lowercased()
      if isName(name), seen.insert(name).inserted { found.append(name) }
    }
    if let own = report.host.hostname { add(own) }
    _ = report.mappingTexts { text in
      for name in authorities(in: text) { add(name) }
      return text
    }
    for observation in report.observations {
      for (field, value) in observation.data where fields.contains(field) {
        for element in value.elements { element.text.map { add($0) } }
      }
    }
    return found
  }

  /// What stands between `://` and the path in every URL of a text, without user and port.
  private static func authorities(in text: String) -> [Substring] {
    var (names, rest): ([Substring], Substring) = ([], text[...])
    while let range = rest.firstRange(of: "://") {
      rest = rest[range.upperBound...]
      let authority = rest.prefix { !"/?# \"'<>,;)".contains($0) }
      let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
      names.append(host.prefix { $0 != ":" })
    }
    return names
  }

  private static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      byte == 0x2D || byte == 0x2E || byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    let isAddress = name.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
    return isPlain && !isAddress && name.count > 1 && !["localhost", "_", "unix", "none"].contains(name)
  }
}
