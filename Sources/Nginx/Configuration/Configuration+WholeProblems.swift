extension Configuration {
  /// What nginx says only after the `http` block or everything was read.
  func wholeProblems() -> [ConfigurationProblem] {
    var found: [ConfigurationProblem] = []
    for http in directives where http.name == "http" {
      for server in http.block ?? [] where server.name == "server" { Configuration.duplicates(server, &found) }
    }
    if let empty = upstreamWithoutServers() { found.append(empty) }
    if let unknown = unknownVariable() { found.append(unknown) }
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

  private func unknownVariable() -> ConfigurationProblem? {
    guard !directives.contains(where: { $0.name == "load_module" }) else { return nil }
    var used: [String] = []
    var defined: Set<String> = []
    for http in directives where http.name == "http" { Configuration.collect(http.block ?? [], &used, &defined) }
    guard let name = used.first(where: { !defined.contains($0) && !KnownVariables.contain($0) }) else { return nil }
    return ConfigurationProblem(severity: .emergency, message: "unknown \"\(name)\" variable", position: nil)
  }

  private static func collect(_ directives: [Directive], _ used: inout [String], _ defined: inout Set<String>) {
    for directive in directives {
      switch directive.name {
      case "set", "auth_request_set", "perl_set":
        directive.arguments.first.map { _ = defined.insert(Bytes.lowercased(String($0.dropFirst()))) }
      case "map", "geo", "split_clients", "limit_req_zone":
        directive.arguments.last.map { _ = defined.insert(Bytes.lowercased(String($0.dropFirst()))) }
      default: break
      }
      collectUses(EvaluatedArguments.of(directive), &used)
      for argument in directive.arguments where argument.contains("<") || argument.contains("?'") {
        collectGroups(argument, &defined)
      }
      guard let block = directive.block, !block.isEmpty else { continue }
      if ["map", "geo", "split_clients", "types"].contains(directive.name) {
        for line in block { collectGroups(line.name, &defined) }
      } else {
        collect(block, &used, &defined)
      }
    }
  }

  private static func collectUses(_ arguments: ArraySlice<String>, _ used: inout [String]) {
    for argument in arguments where argument.utf8.contains(UInt8(ascii: "$")) {
      for part in Template(argument.byteArray).parts {
        if case .variable(let name) = part { used.append(name) }
      }
    }
  }

  /// The names of a pattern's groups become variables.
  private static func collectGroups(_ text: String, _ defined: inout Set<String>) {
    guard text.contains("(?") else { return }
    var pattern = Substring(text)
    while pattern.first == "~" || pattern.first == "*" { pattern = pattern.dropFirst() }
    let bytes = Array(pattern.utf8)
    for start in bytes.indices where bytes[start...].starts(with: "(?".utf8) {
      var rest = bytes[(start + 2)...]
      if rest.first == UInt8(ascii: "P") { rest = rest.dropFirst() }
      guard rest.first == UInt8(ascii: "<") || rest.first == UInt8(ascii: "'") else { continue }
      let name = rest.dropFirst().prefix { ByteSet.word.contains($0) }
      if !name.isEmpty { defined.insert(Bytes.lowercased(String(decoding: name, as: UTF8.self))) }
    }
  }
}
