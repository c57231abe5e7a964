import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// The rules of nginx that send to each other, and the one whose change ends the round.
struct RedirectRules {
  let examined: Case
  let scene: Scene
  /// The addresses that were gone through, the first one asked for.
  let hops: [WebURL]

  /// A redirect of the configuration, as one hop meets it.
  private struct Rule {
    let directive: Directive
    /// The `if` that it stands in.
    let condition: Directive?
    let editor: ConfigurationEditor
    /// Whether its server does nothing but redirect.
    let isOnly: Bool

    var whole: Directive { condition ?? directive }
  }

  /// Names the rule and the commands that mend it; false where another program redirects.
  func complete(_ fact: inout HTTPRedirectLoop) -> Bool {
    let rules = hops.prefix(6).compactMap(rule)
    let sides = Set(rules.map(\.whole.position))
    guard let first = rules.first else { return false }
    fact.rules = sides.sorted { ($0.file, $0.line) < ($1.file, $1.line) }.map { "\($0)" }
    if let edit = trusting(first) {
      change(.forward, first.editor.commands(edit.commands()), first, at: edit.position, &fact)
      return true
    }
    for rule in rules.filter({ !$0.isOnly }) + rules.filter(\.isOnly) {
      let edit = Edit(.remove, of: rule.whole, in: rule.editor.instance.configuration)
      guard isEnding(rule.editor.instance.configuration.applying([edit]), rule.editor) else { continue }
      change(.remove, rule.editor.commands(edit.commands()), rule, at: rule.whole.position, &fact)
      break
    }
    return true
  }

  private func change(
    _ kind: HTTPRedirectLoop.Change, _ commands: [String], _ rule: Rule, at position: Position,
    _ fact: inout HTTPRedirectLoop
  ) {
    (fact.change, fact.directive, fact.commands) = (kind, rule.whole.text, commands)
    (fact.file, fact.line) = (position.file, position.line)
  }

  /// The rule that answers one hop; a hop by https to a machine in front arrives here as plain http.
  private func rule(_ url: WebURL) -> Rule? {
    let discovery = CaseDiscovery(
      machine: scene.machine, options: scene.options, nginx: scene.nginx, routes: scene.routes, listings: [:],
      tables: [:], ports: scene.nginxPorts)
    let arrived = isBehindTLS(url) ? WebURL(scheme: .http, host: url.host, target: url.target) : url
    let hop = discovery.target(arrived, examined.origin, method: "GET")
    guard let resolved = ResolvedCase(hop, in: scene), resolved.isCertain, resolved.answer.redirect != nil else {
      return nil
    }
    let editor = ConfigurationEditor(examined: hop, resolved: resolved, scene: scene)
    let names = ["return", "rewrite"]
    guard
      let directive = resolved.answer.rewrites.reversed().lazy
        .flatMap({ position in names.compactMap { editor.directive(at: position, named: $0) } }).first,
      let server = resolved.answer.server.flatMap({ editor.directive(at: $0.position) })
    else { return nil }
    let inner = (server.block ?? []).contains { ["location", "root", "alias"].contains($0.name) }
    return Rule(
      directive: directive, condition: Self.condition(around: directive, in: server.block ?? []), editor: editor,
      isOnly: !inner)
  }

  private static func condition(around directive: Directive, in block: [Directive]) -> Directive? {
    for candidate in block {
      let inner = candidate.block ?? []
      if candidate.name == "if", inner.contains(where: { $0.position == directive.position }) { return candidate }
      if let found = condition(around: directive, in: inner) { return found }
    }
    return nil
  }

  /// Whether TLS for a host ends before this machine's nginx, which has no server for it.
  private func isBehindTLS(_ url: WebURL) -> Bool {
    url.scheme == .https
      && !scene.nginx.contains { instance in
        instance.configuration.servers.contains { $0.names.contains(url.host) && $0.listens.contains(where: \.isTLS) }
      }
  }

  /// A condition on the connection's own scheme made one on the visitor's, where TLS ends in front.
  private func trusting(_ rule: Rule) -> Edit? {
    guard let asked = hops.first, isBehindTLS(asked), let condition = rule.condition,
      condition.arguments.contains(where: { $0.contains("$scheme") })
    else { return nil }
    let arguments = condition.arguments.map { $0.replacingAll("$scheme", by: "$http_x_forwarded_proto") }
    return Edit.arguments(arguments, of: condition, in: rule.editor.instance.configuration)
  }

  /// Whether a configuration answers the first address after some redirects.
  private func isEnding(_ configuration: Configuration, _ editor: ConfigurationEditor) -> Bool {
    var next = hops.first.map { "\($0)" } ?? examined.url
    for _ in 0..<5 {
      guard let request = try? Request(url: next) else { return false }
      let answer = Resolver(configuration).resolve(request, in: editor.resolved.tree)
      guard let redirect = answer.redirect else { return answer.isRouteCertain && (answer.status ?? 200) < 400 }
      guard let from = try? WebURL(parsing: next), let target = try? from.resolving(redirect) else { return false }
      next = "\(target)"
    }
    return false
  }
}
