/// A `server` block and what is in force in it.
public struct ServerBlock: Sendable {
  let scope: Scope
  let configuration: Configuration.Environment

  public var directive: Directive { scope.directive }
  public var position: Position { scope.directive.position }

  /// The names as written, in order; a server without `server_name` has the empty name.
  public var names: [String] {
    let names = scope.settings.filter { $0.name == "server_name" }.flatMap(\.arguments)
    return names.isEmpty ? [""] : names
  }

  public var listens: [Listen] {
    let written = scope.settings.filter { $0.name == "listen" }.compactMap(Listen.init)
    var listens = written.isEmpty ? [Listen.standard] : written
    if scope.settings.contains(where: { $0.name == "ssl" && $0.arguments == ["on"] }) {
      for index in listens.indices { listens[index].isTLS = true }
    }
    return listens
  }

  /// The locations directly in this block, in order.
  public var locations: [LocationBlock] { LocationBlock.all(in: scope, configuration) }

  /// The directives of this name in force in the server itself.
  public func effective(_ directive: String) -> [Directive] { Effective(scope, configuration).directives(directive) }

  /// The values in force in the server itself.
  public var settings: Effective { Effective(scope, configuration) }
}
