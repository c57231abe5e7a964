extension Configuration {
  /// Blocks and names that can never be used.
  public var notes: [ConfigurationNote] {
    servers.flatMap { Configuration.unreachable(among: $0.locations) } + repeatedNames
  }

  private var repeatedNames: [ConfigurationNote] {
    var owners: [String: ServerBlock] = [:]
    var notes: [ConfigurationNote] = []
    for server in servers {
      for name in server.names where !name.hasPrefix("~") && name != "_" && !name.isEmpty {
        let keys = Set(server.listens.map { "\($0.place) \(Bytes.lowercased(name))" })
        let taken = keys.compactMap { owners[$0] }.first { $0.directive.id != server.directive.id }
        for key in keys where owners[key] == nil { owners[key] = server }
        guard let taken, keys.allSatisfy({ owners[$0]?.directive.id != server.directive.id }) else { continue }
        notes.append(
          ConfigurationNote(
            kind: .repeatedServerName, message: "server name \(name) is answered by another server of the same address",
            position: server.position, other: taken.position))
      }
    }
    return notes
  }

  private static func unreachable(among locations: [LocationBlock]) -> [ConfigurationNote] {
    var notes: [ConfigurationNote] = []
    var patterns: [String: Position] = [:]
    let fences = locations.filter { $0.pattern.modifier == .preferential }
    for location in locations {
      notes += unreachable(among: location.children)
      guard location.pattern.isRegex else { continue }
      let text = location.directive.arguments.joined(separator: " ")
      if let earlier = patterns[text] {
        notes.append(
          ConfigurationNote(
            kind: .repeatedRegex, message: "location \(text) stands twice, the first one is used",
            position: location.position, other: earlier))
        continue
      }
      patterns[text] = location.position
      guard location.pattern.modifier == .regex, let prefix = Repairs.anchoredPrefix(location.pattern.text),
        let fence = fences.first(where: { prefix.hasPrefix($0.pattern.text) }),
        !locations.contains(where: { $0.pattern.modifier == .prefix && $0.pattern.text.hasPrefix(fence.pattern.text) })
      else { continue }
      notes.append(
        ConfigurationNote(
          kind: .shadowedRegex,
          message: "location \(text) is never asked: location ^~ \(fence.pattern.text) takes its URLs",
          position: location.position, other: fence.position))
    }
    return notes
  }
}
