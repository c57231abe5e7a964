extension Configuration {
  /// What nginx says only after the `http` block or everything was read.
  func wholeProblems(_ variables: VariableUses) -> [ConfigurationProblem] {
    var found: [ConfigurationProblem] = []
    for http in directives where http.name == "http" {
      for server in http.block ?? [] where server.name == "server" { Configuration.duplicates(server, &found) }
    }
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
