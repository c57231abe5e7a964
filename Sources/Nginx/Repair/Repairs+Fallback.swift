extension Repairs {
  /// A location for the directory of a missing asset in which nothing stands in for it, where the files beside it are
  /// served as before; nil where none does that.
  public static func endFallback(
    for request: Request, answer: Answer, in tree: some DocumentTree, resolver: Resolver, siblings: [Request]
  ) -> Repair? {
    var repairs = Repairs(request, answer, tree, resolver, [], nil)
    repairs.endFallback()
    return repairs.found.first { repair in
      let changed = Resolver(resolver.configuration.applying(repair.edits))
      return siblings.allSatisfy { sibling in
        let (before, after) = (resolver.resolve(sibling, in: tree), changed.resolve(sibling, in: tree))
        return before.status == after.status && before.file == after.file && before.upstream == after.upstream
      }
    }
  }

  private mutating func endFallback() {
    guard let fallback = answer.fallbacks.last, fallback.kind == .tryFiles, let slash = uri.lastIndex(of: "/") else {
      return
    }
    let folder = String(uri[...slash])
    let words = folder == "/" ? ["=", uri] : [folder]
    let location = NewDirective("location", words, block: [NewDirective("try_files", ["$uri", "=404"])])
    for (outer, pattern) in locations where (outer.block ?? []).contains(where: { $0.position == fallback.position }) {
      guard !pattern.isRegex, pattern.modifier != .exact, folder.hasPrefix(pattern.text), folder != pattern.text
      else { continue }
      attempt(.assetFallback, [insertion(location, into: outer)], goal: .missing)
    }
    guard let identifier = answer.serverID, let server = configuration.directive(identifier) else { return }
    attempt(.assetFallback, [insertion(location, into: server)], goal: .missing)
  }

  /// Lets a file that is in the directory be its index.
  public static func name(
    index: String, for request: Request, answer: Answer, in tree: some DocumentTree, resolver: Resolver
  ) -> Repair? {
    var repairs = Repairs(request, answer, tree, resolver, [], nil)
    let blocks =
      repairs.locations.map(\.directive)
      + (answer.serverID.flatMap(resolver.configuration.directive).map { [$0] } ?? [])
    for block in blocks {
      if let own = block.block?.last(where: { $0.name == "index" }) {
        repairs.attempt(.index, [repairs.edit(own, arguments: own.arguments + [index])])
        break
      }
    }
    if let innermost = blocks.first {
      repairs.attempt(.index, [repairs.insertion(NewDirective("index", ["index.html", index]), into: innermost)])
    }
    return repairs.found.first
  }

  /// A location that hands exactly this address to the application that the same server hands others to.
  public static func handOn(
    _ request: Request, answer: Answer, to target: String, bodySize: String, in tree: some DocumentTree,
    resolver: Resolver
  ) -> Repair? {
    var repairs = Repairs(request, answer, tree, resolver, [], nil)
    guard let server = answer.serverID.flatMap(resolver.configuration.directive) else { return nil }
    let lines = [NewDirective("proxy_pass", [target]), NewDirective("client_max_body_size", [bodySize])]
    for (block, pattern) in repairs.locations where pattern.modifier == .exact {
      let replaced = (block.block ?? []).filter { ["root", "alias", "try_files", "return"].contains($0.name) }
      repairs.attempt(
        .proxied, replaced.map(repairs.removal) + lines.prefix(1).map { repairs.insertion($0, into: block) },
        goal: .handedOn)
    }
    let location = NewDirective("location", ["=", repairs.uri], block: lines)
    repairs.attempt(.proxied, [repairs.insertion(location, into: server)], goal: .handedOn)
    return repairs.found.first
  }
}
