/// A configuration block as nginx merges them: its own settings and the block it inherits from.
final class Scope: Sendable {
  enum Kind: Sendable { case http, server, location, conditional, limitExcept }

  /// Directives that hold for the block they stand in and are never inherited.
  private static let local: Set<String> = [
    "try_files", "rewrite", "return", "set", "if", "break", "location", "server", "limit_except", "listen",
  ]

  /// Content handlers: inherited only by `if` and `limit_except` blocks.
  static let passes: Set<String> = [
    "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "perl", "stub_status",
    "empty_gif", "flv", "mp4",
  ]

  private static let containers: Set<String> = [
    "server", "location", "upstream", "map", "geo", "split_clients", "log_format",
  ]

  let kind: Kind
  let directive: Directive
  let parent: Scope?
  /// The block's directives without nested servers, locations and data blocks.
  let settings: [Directive]

  init(kind: Kind, directive: Directive, parent: Scope?) {
    self.kind = kind
    self.directive = directive
    self.parent = parent
    settings = (directive.block ?? []).filter { !Scope.containers.contains($0.name) }
  }

  /// The directive of this name in this very block; the last one if several stand there.
  func own(_ name: String) -> Directive? { settings.last { $0.name == name } }

  /// All directives of the group that apply here: those of the innermost block that has any.
  func effective(_ names: String...) -> [Directive] {
    var scope: Scope? = self
    while let current = scope {
      let found = current.settings.filter { names.contains($0.name) }
      if !found.isEmpty { return found }
      scope = current.inheritingParent(names[0])
    }
    return []
  }

  /// The one directive of this name that applies here.
  func single(_ name: String) -> Directive? {
    var scope: Scope? = self
    while let current = scope {
      if let found = current.own(name) { return found }
      scope = current.inheritingParent(name)
    }
    return nil
  }

  /// The block that declares the `root` or `alias` in force, with that directive.
  var documentRoot: (directive: Directive, scope: Scope)? {
    var scope: Scope? = self
    while let current = scope {
      if let found = current.settings.last(where: { $0.name == "root" || $0.name == "alias" }) {
        return (found, current)
      }
      scope = current.parent
    }
    return nil
  }

  /// The content handler in force.
  var pass: Directive? {
    if let own = settings.last(where: { Scope.passes.contains($0.name) }) { return own }
    return kind == .conditional || kind == .limitExcept ? parent?.pass : nil
  }

  private func inheritingParent(_ name: String) -> Scope? {
    if Scope.local.contains(name) { return nil }
    if Scope.passes.contains(name), kind != .conditional, kind != .limitExcept { return nil }
    return parent
  }

  func isOn(_ name: String, default fallback: Bool = false) -> Bool {
    single(name).map { $0.arguments.first.map(Bytes.lowercased) == "on" } ?? fallback
  }

  /// The location or server this block belongs to: `if` and `limit_except` are anonymous parts of one.
  var named: Scope {
    var scope = self
    while scope.kind == .conditional || scope.kind == .limitExcept, let parent = scope.parent { scope = parent }
    return scope
  }

  var server: Scope? {
    var scope: Scope? = self
    while let current = scope, current.kind != .server { scope = current.parent }
    return scope
  }
}
