import Diagnostics
import Nginx
import Notation

extension ConfigurationEditing {
  /// The block that finishes the request: its location, else its server.
  var settings: Effective? {
    let servers = instance.configuration.servers
    if let position = answer.location?.position, let found = location(at: position, in: servers.flatMap(\.locations)) {
      return found.settings
    }
    return servers.first { $0.position == answer.server?.position }?.settings
  }

  private func location(at position: Position, in locations: [LocationBlock]) -> LocationBlock? {
    for location in locations {
      if location.position == position { return location }
      if let found = self.location(at: position, in: location.children) { return found }
    }
    return nil
  }

  /// What a repair changes; no commands where there is none.
  func change(_ repair: Repair?, at position: Position?) -> ConfigurationChange {
    change(repair?.edits ?? [], at: position)
  }

  /// What edits change.
  func change(_ edits: [Edit], at position: Position?) -> ConfigurationChange {
    guard !edits.isEmpty else { return ConfigurationChange(position: position) }
    return ConfigurationChange(
      position: position, commands: commands(Edit.commands(edits)), patch: edits.map { $0.diff() }.joined())
  }

  /// Commands that rewrite one directive's arguments, reload included.
  func rewriting(_ directive: Directive, to arguments: [String]) -> [String] {
    commands(Edit.arguments(arguments, of: directive, in: instance.configuration).commands())
  }

  /// Commands that add a directive to the server that answers.
  func addingToServer(_ line: String) -> [String] {
    guard let position = answer.server?.position, let server = directive(at: position) else { return [] }
    let words = line.split(separator: " ").map(String.init)
    let new = NewDirective(words[0], Array(words.dropFirst()))
    return commands(Edit(.insertInside(new), of: server, in: instance.configuration).commands())
  }
}

extension ConfigurationEditing {
  /// Commands that let nginx set request headers where it hands the request on; those set further out are said again, since
  /// one proxy_set_header cancels all inherited ones.
  func settingHeaders(_ headers: [(name: String, value: String)]) -> [String] {
    guard let pass = passing,
      let prefix = ["proxy_pass": "proxy_set_header", "grpc_pass": "grpc_set_header"][pass.name]
    else { return [] }
    let inForce = settings?.directives(prefix) ?? []
    let names = Set(headers.map { $0.name.lowercased() })
    let isOwn = inForce.contains { holds(blockAt: self.answer.location?.position ?? answer.server?.position, $0) }
    let kept = isOwn ? [] : inForce.filter { !names.contains($0.arguments.first?.lowercased() ?? "") }.map(\.arguments)
    let lines = kept + headers.map { [$0.name, $0.value] }
    return inserting(lines.map { NewDirective(prefix, $0) }, after: pass)
  }

  /// The directive that hands the request on; its block may begin on the same line.
  var passing: Directive? {
    guard let position = answer.upstream?.position else { return nil }
    return Self.all(in: instance.configuration.directives).first {
      $0.position == position && $0.name.hasSuffix("_pass")
    }
  }

  /// Commands that write directives behind another one, reload included.
  func inserting(_ lines: [NewDirective], after directive: Directive) -> [String] {
    let edits = lines.reversed().map { Edit(.insertAfter($0), of: directive, in: instance.configuration) }
    let isAlone = edits.allSatisfy(\.before.isEmpty)
    if edits.count < 2 || isAlone { return commands(Edit.commands(edits)) }
    let added = lines.map { ([$0.name] + $0.arguments.map(Directive.quoted)).joined(separator: " ") + ";" }
    let script = SedScript.substitute(
      "\(ByteText.bytes(directive.text))", by: #"& \#(ByteText.bytes(added.joined(separator: " ")))"#,
      on: .number(directive.position.line))
    return commands([script.command(on: ByteText.bytes(directive.position.file))])
  }

  private static func all(in directives: [Directive]) -> [Directive] {
    directives.flatMap { [$0] + all(in: $0.block ?? []) }
  }

  /// Whether a directive stands directly in the block that begins at a position.
  func holds(blockAt position: Position?, _ directive: Directive) -> Bool {
    guard let position, let block = self.directive(at: position)?.block else { return false }
    return block.contains { $0.id == directive.id }
  }
}
