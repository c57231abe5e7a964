/// The variables a configuration defines outside of request handling: `map`, `geo`, `split_clients`.
struct VariableDefinitions {
  private(set) var blocks: [String: Directive] = [:]
  /// Names that some `set` or group of a pattern gives a value to; without one they are empty.
  private(set) var assigned: Set<String> = []

  init(http: Scope?) {
    guard let http else { return }
    for directive in http.directive.block ?? [] {
      guard ["map", "geo", "split_clients"].contains(directive.name), let name = directive.arguments.last else {
        continue
      }
      blocks[Bytes.lowercased(String(name.dropFirst()))] = directive
    }
    collect(http.directive.block ?? [])
  }

  private mutating func collect(_ directives: [Directive]) {
    for directive in directives {
      if directive.name == "set" || directive.name == "auth_request_set", let name = directive.arguments.first {
        assigned.insert(Bytes.lowercased(String(name.dropFirst())))
      }
      for argument in directive.arguments { assigned.formUnion(PatternNames.names(in: argument)) }
      if directive.name == "map" {
        for line in directive.block ?? [] { assigned.formUnion(PatternNames.names(in: line.name)) }
        continue
      }
      if let block = directive.block, !block.isEmpty { collect(block) }
    }
  }
}
