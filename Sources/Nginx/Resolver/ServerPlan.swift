/// A server block prepared for answering requests.
final class ServerPlan {
  let block: ServerBlock
  private(set) lazy var locations = LocationLevel(parent: block.scope)

  init(block: ServerBlock) {
    self.block = block
  }

  var scope: Scope { block.scope }

  /// The name nginx calls the server by (`$server_name`): the first one, without a leading dot.
  var primaryName: String {
    let name = block.names.first ?? ""
    return name.hasPrefix(".") ? String(name.dropFirst()) : name
  }
}
