/// The locations that stand side by side in one block.
final class LocationLevel {
  /// Prefix and exact locations.
  private(set) var fixed: [LocationNode] = []
  private(set) var regexes: [LocationNode] = []
  private(set) var named: [LocationNode] = []

  init(parent: Scope) {
    for directive in parent.directive.block ?? [] where directive.name == "location" && directive.block != nil {
      guard let pattern = LocationPattern(arguments: directive.arguments) else { continue }
      let scope = Scope(kind: .location, directive: directive, parent: parent)
      let node = LocationNode(scope: scope, pattern: pattern)
      switch pattern.modifier {
      case .regex, .caselessRegex: regexes.append(node)
      case .named: named.append(node)
      case .prefix, .exact, .preferential: fixed.append(node)
      }
    }
  }

  func exact(_ uri: [UInt8]) -> LocationNode? {
    fixed.first { $0.pattern.modifier == .exact && $0.text == uri }
  }

  func longestPrefix(_ uri: [UInt8]) -> LocationNode? {
    var best: LocationNode?
    for node in fixed where node.pattern.modifier != .exact {
      if node.text.count <= uri.count, node.text.count >= best?.text.count ?? 0, uri.starts(with: node.text) {
        if best == nil || node.text.count > best?.text.count ?? 0 { best = node }
      }
    }
    return best
  }

  /// The location that turns a request for its name without the slash into a redirect.
  func slashRedirect(_ uri: [UInt8]) -> LocationNode? {
    var found: LocationNode?
    var redirects = false
    for node in fixed where node.text.count == uri.count + 1 && node.text.last == UInt8(ascii: "/") {
      guard node.text.starts(with: uri) else { continue }
      redirects = redirects || node.redirectsToSlash
      if found == nil || node.pattern.modifier == .exact { found = node }
    }
    return redirects ? found : nil
  }
}
