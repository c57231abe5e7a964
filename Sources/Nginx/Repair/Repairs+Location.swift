extension Repairs {
  /// A regex location that took the request from a prefix location, or a regex that holds an `alias` without captures.
  mutating func mendLocation() {
    if let identifier = answer.beatenID, let beaten = configuration.directive(identifier),
      let pattern = LocationPattern(arguments: beaten.arguments), pattern.modifier == .prefix, !isScript
    {
      attempt(.prefixModifier, [edit(beaten, arguments: ["^~", pattern.text])])
    }
    for (directive, pattern) in locations where pattern.isRegex {
      guard let prefix = Repairs.literalPrefix(pattern.text) else { continue }
      attempt(.regexAliasToPrefix, [edit(directive, arguments: [prefix])])
      attempt(.regexAliasToPrefix, [edit(directive, arguments: ["^~", prefix])])
    }
    for (directive, _) in locations {
      guard let fence = directive.block?.first(where: { $0.name == "internal" }) else { continue }
      attempt(.internalRemoved, [removal(fence)])
    }
  }

  /// Whether the request has come to a script, whose text nobody wants served.
  private var isScript: Bool {
    let path = answer.uri ?? ""
    return [".php", ".cgi", ".pl", ".py", ".rb", ".jsp", ".aspx"].contains { path.hasSuffix($0) }
  }

  /// The plain text an anchored pattern begins with, up to its last slash.
  private static func literalPrefix(_ pattern: String) -> String? {
    guard let text = anchoredPrefix(pattern), let slash = text.lastIndex(of: "/"), text.count > 1 else { return nil }
    let prefix = String(text[...slash])
    return prefix == "/" ? nil : prefix
  }

  /// The plain text that whatever an anchored pattern matches begins with.
  static func anchoredPrefix(_ pattern: String) -> String? {
    guard pattern.hasPrefix("^/"), !hasAlternatives(pattern) else { return nil }
    var text = ""
    var isEscaped = false
    for character in pattern.dropFirst() {
      if isEscaped {
        guard !character.isLetter, !character.isNumber else { break }
        text.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if "^$.|?*+()[]{}".contains(character) {
        if "?*{".contains(character), !text.isEmpty { text.removeLast() }
        break
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// Whether a `|` stands outside of every group.
  private static func hasAlternatives(_ pattern: String) -> Bool {
    var depth = 0
    for character in pattern {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == "|", depth == 0 { return true }
    }
    return false
  }

  mutating func mendTryFiles() {
    for (directive, pattern) in locations {
      guard let list = directive.block?.first(where: { $0.name == "try_files" }), let last = list.arguments.last else {
        continue
      }
      let prefix = Repairs.withoutSlash(pattern.text)
      let stripped = list.arguments.map { argument in
        !prefix.isEmpty && argument.hasPrefix(prefix + "/") && argument != last
          ? String(argument.dropFirst(prefix.count)) : argument
      }
      if stripped != list.arguments { attempt(.tryFiles, [edit(list, arguments: stripped)]) }
      let doubled = list.arguments.map { $0.hasPrefix(prefix + "$uri") ? String($0.dropFirst(prefix.count)) : $0 }
      if doubled != list.arguments { attempt(.tryFiles, [edit(list, arguments: doubled)]) }
      let first = pattern.isRegex ? "$1" : "$uri"
      if list.arguments.first != first {
        attempt(.tryFiles, [edit(list, arguments: [first] + list.arguments)])
        attempt(.tryFiles, [edit(list, arguments: [first, last])])
      }
      attempt(.tryFiles, [removal(list)])
    }
  }

  mutating func mendRewrites() {
    for identifier in answer.rewriteIDs {
      guard let directive = configuration.directive(identifier), directive.name != "set" else { continue }
      attempt(.rewriteRemoved, [removal(directive)])
    }
  }

  /// The rule that refused the request, taken away.
  mutating func mendRule() {
    guard let identifier = answer.deniedID, let directive = configuration.directive(identifier),
      let denial = answer.deniedBy
    else { return }
    let goal: RepairGoal = ["GET", "HEAD"].contains(request.method) ? .file : .handedOn
    for (location, _) in locations {
      for block in location.block ?? [] where block.name == "limit_except" {
        attempt(.ruleRemoved, [edit(block, arguments: block.arguments + [request.method])], goal: goal)
      }
    }
    switch denial.kind {
    case .internal: attempt(.internalRemoved, [removal(directive)], goal: goal)
    case .disableSymlinks: attempt(.symlinksAllowed, [edit(directive, arguments: ["off"])], goal: goal)
    case .authBasic, .authRequest:
      attempt(.ruleRemoved, [edit(directive, arguments: ["off"])], goal: goal)
      attempt(.ruleRemoved, [removal(directive)], goal: goal)
    default: attempt(.ruleRemoved, [removal(directive)], goal: goal)
    }
  }

  /// A location for the URL's beginning that serves a known root.
  mutating func addLocation() {
    guard let identifier = answer.serverID, let server = configuration.directive(identifier) else { return }
    let segments = uri.split(separator: "/").map(String.init)
    for root in knownRoots {
      var prefixes = (1..<max(segments.count, 1)).map { "/" + segments[..<$0].joined(separator: "/") + "/" }
      if let wanted = root.urlPrefix { prefixes.insert(wanted, at: 0) }
      for prefix in prefixes where uri.hasPrefix(prefix) {
        let count = found.count
        let path = Repairs.withoutSlash(root.path) + (prefix.hasSuffix("/") ? "/" : "")
        for words in [[prefix], ["^~", prefix]] where found.count == count {
          let new = NewDirective("location", words, block: [NewDirective("alias", [path])])
          attempt(.locationAdded, [insertion(new, into: server)], root: root)
        }
        if found.count > count { break }
      }
    }
  }
}
