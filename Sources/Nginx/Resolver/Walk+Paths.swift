extension Walk {
  /// A path on disk: the part from `root` or `alias`, and the part from the URI.
  struct MappedPath {
    var base: [UInt8]
    var rest: [UInt8]

    var whole: [UInt8] { base + rest }
  }

  enum AliasKind: Equatable {
    case none
    /// The number of bytes of the location's name that the alias replaces.
    case prefix(Int)
    case regex
  }

  /// How the `alias` in force, if any, treats the URI.
  var aliasKind: AliasKind {
    guard let (directive, owner) = scope.documentRoot, directive.name == "alias" else { return .none }
    guard let pattern = LocationPattern(arguments: owner.named.directive.arguments), owner.kind == .location else {
      return .none
    }
    return pattern.isRegex ? .regex : .prefix(pattern.text.byteArray.count)
  }

  /// The path the current URI maps to (`ngx_http_map_uri_to_path`); nil where nginx answers 500.
  mutating func mapPath() -> MappedPath? {
    let kind = aliasKind
    let directive = scope.documentRoot?.directive
    answer.rootPosition = directive?.position
    answer.rootID = directive?.id
    if kind != .none, !validLocation {
      note("\"alias\" cannot be used where the URI was rewritten", directive?.position)
      return nil
    }
    let base = documentRoot(directive)
    switch kind {
    case .none: return MappedPath(base: base, rest: uri)
    case .prefix(let length): return MappedPath(base: base, rest: Array(uri.dropFirst(length)))
    case .regex: return MappedPath(base: base, rest: appendsURIToAlias ? uri : [])
    }
  }

  /// The value of `root` or `alias` in force, absolute.
  mutating func documentRoot(_ directive: Directive?) -> [UInt8] {
    guard let directive, let argument = directive.arguments.first else {
      return Paths.absolute("html", from: resolver.environment.prefix).byteArray
    }
    var text = argument
    if directive.name == "root", text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
    if !text.hasPrefix("$"), !argument.hasPrefix("/") { text = Paths.absolute(text, from: resolver.environment.prefix) }
    let value = evaluate(text, for: directive)
    return argument.hasPrefix("$") ? Paths.absolute(value, from: resolver.environment.prefix) : value
  }

  enum LookResult {
    case found(Node)
    case failed(Int32)
  }

  /// Looks at a path with the rules of `disable_symlinks` and notes it among the candidates.
  mutating func look(
    _ path: [UInt8], _ look: Candidate.Look, directive: String, at position: Position?, checksLinks: Bool = true
  ) -> LookResult {
    var result: LookResult
    if checksLinks, look != .list, let mode = scope.single("disable_symlinks"), mode.arguments.first != "off" {
      result = openWithoutLinks(path, mode)
    } else {
      result = ask(path, look)
    }
    if path.contains(0) { result = .failed(ErrorNumber.noEntry) }
    var candidate = Candidate(
      path: ByteText.string(path), look: look, node: nil, errno: nil, directive: directive, position: position,
      isChosen: false)
    switch result {
    case .found(let node): candidate.node = node
    case .failed(let number): candidate.errno = number
    }
    answer.candidates.append(candidate)
    return result
  }

  func ask(_ path: [UInt8], _ look: Candidate.Look) -> LookResult {
    let answer =
      switch look {
      case .status: tree.status(path)
      case .open: tree.open(path)
      case .list: tree.list(path).map { _ in Node(kind: .directory) }
      }
    return switch answer {
    case .success(let node): .found(node)
    case .failure(let problem): .failed(problem.errno)
    }
  }

  mutating func markChosen() {
    if !answer.candidates.isEmpty { answer.candidates[answer.candidates.count - 1].isChosen = true }
  }

  /// The part of the URI that decides the MIME type (`ngx_http_set_exten`).
  var uriEnding: [UInt8] {
    var index = uri.count - 1
    while index > 1 {
      if uri[index] == UInt8(ascii: "."), uri[index - 1] != UInt8(ascii: "/") { return Array(uri[(index + 1)...]) }
      if uri[index] == UInt8(ascii: "/") { return [] }
      index -= 1
    }
    return []
  }
}
