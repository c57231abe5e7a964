extension Configuration {
  /// What nginx says only after the `http` block or everything was read.
  func wholeProblems(_ variables: VariableUses) -> [ConfigurationProblem] {
    var found: [ConfigurationProblem] = []
    for http in directives where http.name == "http" {
      for server in http.block ?? [] where server.name == "server" { Configuration.duplicates(server, &found) }
    }
    Configuration.duplicateListens(servers, &found)
    if let empty = upstreamWithoutServers() { found.append(empty) }
    let loadsModules = directives.contains { $0.name == "load_module" }
    if !loadsModules, let name = variables.firstUnknown { found.append(Configuration.unknown(name)) }
    if !directives.contains(where: { $0.name == "events" }) {
      let message = "no \"events\" section in configuration"
      found.append(ConfigurationProblem(severity: .emergency, message: message, position: nil))
    }
    return found
  }

  private func upstreamWithoutServers() -> ConfigurationProblem? {
    guard let block = upstreams.first(where: { $0.hasOnlyBackups })?.directive else { return nil }
    let name = block.arguments.first ?? ""
    return ConfigurationProblem(
      severity: .emergency, message: "no servers in upstream \"\(name)\"", position: block.endPosition)
  }

  /// A server may name an address once, and an address has one default server.
  private static func duplicateListens(_ servers: [ServerBlock], _ found: inout [ConfigurationProblem]) {
    var defaults: Set<String> = []
    for server in servers {
      var own: Set<String> = []
      for directive in server.directive.block ?? [] where directive.name == "listen" {
        guard let listen = Listen(directive), listen.unresolvedHost == nil else { continue }
        let place = listen.place
        var message: String?
        if listen.isDefaultServer, !defaults.insert(place).inserted {
          message = "a duplicate default server for \(place)"
        } else if !own.insert(place).inserted {
          message = "a duplicate listen \(place)"
        }
        guard let message else { continue }
        let problem = ConfigurationProblem(
          severity: .emergency, message: message, position: directive.endPosition)
        if !found.contains(problem) { found.append(problem) }
      }
    }
  }

  private static func duplicates(_ block: Directive, _ found: inout [ConfigurationProblem]) {
    var seen: Set<String> = []
    for location in block.block ?? [] where location.name == "location" {
      guard let pattern = LocationPattern(arguments: location.arguments) else { continue }
      if !pattern.isRegex, !seen.insert((pattern.modifier == .exact ? "=" : " ") + pattern.text).inserted {
        let message = "duplicate location \"\(pattern.text)\""
        found.append(ConfigurationProblem(severity: .emergency, message: message, position: location.endPosition))
      }
      duplicates(location, &found)
    }
  }

  private static func unknown(_ name: String) -> ConfigurationProblem {
    ConfigurationProblem(severity: .emergency, message: "unknown \"\(name)\" variable", position: nil)
  }
}
