extension Repairs {
  /// The `root` or `alias` in force and the location it stands in or serves.
  private var mapping: (directive: Directive, location: Directive, prefix: String)? {
    guard let identifier = answer.rootID, let directive = configuration.directive(identifier) else { return nil }
    let owner = locations.first { $0.directive.block?.contains { $0.id == identifier } ?? false }
    guard let (location, pattern) = owner ?? locations.first, !pattern.isRegex else { return nil }
    return (directive, location, pattern.text)
  }

  /// Wrong slashes, `root` for `alias` and the reverse, doubled prefixes.
  mutating func mendRoot() {
    guard let (directive, location, prefix) = mapping, let path = directive.arguments.first else { return }
    if directive.name == "alias" {
      mendAliasSlash(directive, location, prefix: prefix, path: path)
      mendAliasToRoot(directive, prefix: prefix, path: path)
    } else {
      mendRootToAlias(directive, prefix: prefix, path: path)
    }
  }

  private mutating func mendAliasSlash(_ directive: Directive, _ location: Directive, prefix: String, path: String) {
    if prefix.hasSuffix("/"), !path.hasSuffix("/") {
      attempt(.aliasSlash, [edit(directive, arguments: [path + "/"])])
    } else if !prefix.hasSuffix("/"), path.hasSuffix("/") {
      let words = Array(location.arguments.dropLast()) + [(location.arguments.last ?? "") + "/"]
      attempt(.aliasSlash, [edit(location, arguments: words)])
      attempt(.aliasSlash, [edit(directive, arguments: [String(path.dropLast())])])
    }
  }

  private mutating func mendAliasToRoot(_ directive: Directive, prefix: String, path: String) {
    attempt(.aliasToRoot, [edit(directive, name: "root", path)])
    let bare = Repairs.withoutSlash(path)
    let end = Repairs.withoutSlash(prefix)
    if !end.isEmpty, bare.hasSuffix(end) {
      attempt(.aliasToRoot, [edit(directive, name: "root", String(bare.dropLast(end.count)))])
    }
    attempt(.aliasToRoot, [edit(directive, arguments: [bare + end + (path.hasSuffix("/") ? "/" : "")])])
  }

  private mutating func mendRootToAlias(_ directive: Directive, prefix: String, path: String) {
    let bare = Repairs.withoutSlash(path)
    let end = Repairs.withoutSlash(prefix)
    let isOwn = locations.contains { $0.directive.block?.contains { $0.id == directive.id } ?? false }
    if isOwn { attempt(.rootToAlias, [edit(directive, name: "alias", bare + (prefix.hasSuffix("/") ? "/" : ""))]) }
    if !end.isEmpty, bare.hasSuffix(end) {
      attempt(.doubledPrefix, [edit(directive, arguments: [String(bare.dropLast(end.count))])])
    }
  }

  static func withoutSlash(_ text: String) -> String { text.hasSuffix("/") ? String(text.dropLast()) : text }

  /// Points the mapping at a directory that is known to hold the site's files.
  mutating func mendDirectory() {
    guard let (directive, _, prefix) = mapping else { return nameRoot() }
    for root in knownRoots {
      let path = Repairs.withoutSlash(root.path)
      let written = path + (directive.name == "alias" && prefix.hasSuffix("/") ? "/" : "")
      attempt(.directory, [edit(directive, arguments: [written])], root: root)
      if directive.name == "root",
        locations.contains(where: { $0.directive.block?.contains { $0.id == directive.id } ?? false })
      {
        attempt(.directory, [edit(directive, name: "alias", path + (prefix.hasSuffix("/") ? "/" : ""))], root: root)
      }
    }
  }

  /// Names a directory where neither the location nor anything around it does, and nginx looks in the one it was built with.
  private mutating func nameRoot() {
    guard answer.rootID == nil, let location = locations.first?.directive,
      let file = answer.candidates.first?.path ?? answer.file,
      file.hasSuffix(uri)
    else { return }
    for root in knownRoots where root.urlPrefix == nil {
      attempt(
        .directory, [insertion(NewDirective("root", [Repairs.withoutSlash(root.path)]), into: location)], root: root)
    }
  }
}
