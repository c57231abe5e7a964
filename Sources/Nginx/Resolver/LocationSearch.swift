/// Finds the location for a URI among nested levels (`ngx_http_core_find_location`).
struct LocationSearch {
  enum Kind { case none, exact, prefix, regex, redirect }

  let uri: [UInt8]
  /// The groups of the regex that matched last.
  private(set) var match: (pattern: Pattern, match: Pattern.Match)?
  /// Patterns that could not be judged, in the order they were consulted.
  private(set) var undecided: [(node: LocationNode, reason: String)] = []
  /// The prefix location that a regex location of an enclosing level beat.
  private(set) var beaten: LocationNode?

  init(uri: [UInt8]) {
    self.uri = uri
  }

  mutating func find(_ level: LocationLevel) -> (kind: Kind, node: LocationNode?) {
    if let exact = level.exact(uri) { return (.exact, exact) }
    let prefix = level.longestPrefix(uri)
    if prefix?.text != uri, let redirect = level.slashRedirect(uri) { return (.redirect, redirect) }
    var best = prefix
    if let prefix {
      let (kind, node) = find(prefix.children)
      if kind == .exact || kind == .regex || kind == .redirect { return (kind, node) }
      best = node ?? prefix
    }
    if prefix?.pattern.modifier != .preferential {
      for candidate in level.regexes where matches(candidate) {
        if let best { beaten = best }
        let (_, inner) = find(candidate.children)
        return (.regex, inner ?? candidate)
      }
    }
    return (best == nil ? .none : .prefix, best)
  }

  private mutating func matches(_ node: LocationNode) -> Bool {
    switch node.regex {
    case .failure(.invalid(let reason)), .failure(.unsupported(let reason)):
      undecided.append((node, "the pattern is not modelled: \(reason)"))
      return false
    case .success(let pattern):
      switch pattern.match(uri) {
      case .matched(let match):
        self.match = (pattern, match)
        return true
      case .noMatch: return false
      case .gaveUp:
        undecided.append((node, "matching takes too much work to be followed"))
        return false
      }
    }
  }
}
