import Diagnostics
import Nginx

extension ResolveTeller {
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

  /// The fields `commands` and `patch` of a fact that a change of the configuration mends.
  func mending(_ repair: Repair?) -> [String: Value] { mending(repair?.edits ?? []) }

  func mending(_ edits: [Edit]) -> [String: Value] {
    guard !edits.isEmpty else { return ["commands": .list([])] }
    return [
      "commands": Value(commands(Edit.commands(edits))), "patch": .string(edits.map { $0.diff() }.joined()),
    ]
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
