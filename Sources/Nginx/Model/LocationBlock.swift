/// A `location` block and what is in force in it.
public struct LocationBlock: Sendable {
  let scope: Scope
  let configuration: Configuration.Environment
  public let pattern: LocationPattern

  public var directive: Directive { scope.directive }
  public var position: Position { scope.directive.position }

  /// The locations nested directly in this one.
  public var children: [LocationBlock] { LocationBlock.all(in: scope, configuration) }

  /// What answers requests that end here, going by the directives alone.
  public var handler: Handler {
    if let pass = scope.pass { return Handler(pass: pass.name) }
    if scope.settings.contains(where: { $0.name == "return" }) { return .return }
    return .file
  }

  /// The directives of this name in force here, with nginx's rules of inheritance.
  public func effective(_ directive: String) -> [Directive] { Effective(scope, configuration).directives(directive) }

  /// The values in force here.
  public var settings: Effective { Effective(scope, configuration) }

  static func all(in scope: Scope, _ configuration: Configuration.Environment) -> [LocationBlock] {
    (scope.directive.block ?? []).compactMap { directive in
      guard directive.name == "location", let pattern = LocationPattern(arguments: directive.arguments) else {
        return nil
      }
      let inner = Scope(kind: .location, directive: directive, parent: scope)
      return LocationBlock(scope: inner, configuration: configuration, pattern: pattern)
    }
  }
}

extension Handler {
  init(pass name: String) {
    self =
      switch name {
      case "proxy_pass": .proxy
      case "fastcgi_pass": .fastcgi
      case "uwsgi_pass": .uwsgi
      case "scgi_pass": .scgi
      case "grpc_pass": .grpc
      default: .none
      }
  }
}
