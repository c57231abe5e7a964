/// Finds the values of secret names in texts: `password=…`, `"api_key": "…"`, `X-Auth-Token: …`, `set $token …;`.
struct NamedSecrets {
  /// Directives of nginx whose second word is the value of what the first one names.
  private static let directives: Set<Substring> = [
    "set", "proxy_set_header", "add_header", "fastcgi_param", "uwsgi_param", "scgi_param", "grpc_set_header",
    "more_set_headers",
  ]
  /// Values that say something about a secret and are none.
  private static let words: Set<String> = [
    "missing", "invalid", "expired", "required", "wrong", "absent", "denied", "not", "none", "null", "true", "false",
    "unset", "empty", "failed", "error", "present", "changeme",
  ]

  /// Parameters of URLs that are secrets: the hashes of signed links among them.
  static let parameters: Set<String> = ["md5", "st", "hash", "code", "ticket", "hmac"]

  private var rest: Substring
  private var result = ""
  private var previous: Substring = ""

  /// The text with such values replaced.
  static func replace(in text: String, with token: (String) -> String) -> String {
    var reader = NamedSecrets(rest: text[...])
    while !reader.rest.isEmpty { reader.step(token) }
    return reader.result
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func step(_ token: (String) -> String) {
    let name = rest.prefix(while: Self.isNamePart)
    guard let first = rest.first, !name.isEmpty else {
      result.append(rest.removeFirst())
      return
    }
    guard first.isASCII else {
      result += name
      rest = rest[name.endIndex...]
      return
    }
    let isParameter = (result.hasSuffix("?") || result.hasSuffix("&")) && Self.parameters.contains(name.lowercased())
    take(name)
    let own = name.split(separator: ".").last ?? name
    let isSecret =
      isParameter || SecretNames.isSecret(own) || SecretNames.short.contains(own.uppercased())
    let separator = rest.prefix { " =:\"'\\".contains($0) }
    let isAssigned = separator.contains("=") || separator.contains(":")
    let isDirective = separator.contains(" ") && Self.directives.contains(previous)
    previous = name
    guard isSecret, isAssigned || isDirective, !rest.hasPrefix("://") else { return }
    take(separator)
    if isCookie(name) { return cookies(token) }
    let scheme = rest.prefix { !$0.isWhitespace }
    if ["bearer", "basic", "digest", "token"].contains(scheme.lowercased()) {
      take(scheme)
      take(rest.prefix(1))
    }
    value(
      quote: separator.last,
      isProse: separator.hasPrefix(":") && !name.contains { "_-".contains($0) || $0.isUppercase }, token)
  }

  private mutating func value(quote: Character?, isProse: Bool, _ token: (String) -> String) {
    let isQuoted = quote == "\"" || quote == "'"
    let value = rest.prefix { isQuoted ? $0 != quote : !($0.isWhitespace || "\"'&;,<>)}".contains($0)) }
    let isNone =
      value.count < 4 || value.hasPrefix("$") || value.hasPrefix("[secret") || Self.words.contains(value.lowercased())
      || isProse && value.allSatisfy(\.isLetter)
    result += isNone ? String(value) : token(String(value))
    rest = rest[value.endIndex...]
  }

  /// The pairs of a `Cookie` or `Set-Cookie` header: each value up to the attributes.
  private mutating func cookies(_ token: (String) -> String) {
    let attributes: Set<String> = ["path", "domain", "max-age", "expires", "samesite", "version"]
    let line = rest.prefix { !$0.isNewline && $0 != "\"" }
    rest = rest[line.endIndex...]
    let pairs = line.split(separator: ";", omittingEmptySubsequences: false).map { pair -> String in
      guard let equals = pair.firstIndex(of: "=") else { return String(pair) }
      let name = pair[..<equals].filter { $0 != " " }.lowercased()
      let value = pair[pair.index(after: equals)...]
      if attributes.contains(name) || value.count < 4 || value.hasPrefix("[secret") { return String(pair) }
      return pair[...equals] + token(String(value))
    }
    result += pairs.joined(separator: ";")
  }

  private func isCookie(_ name: Substring) -> Bool { ["cookie", "set-cookie"].contains(name.lowercased()) }

  private mutating func take(_ text: Substring) {
    result += text
    rest = rest[text.endIndex...]
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "-" || character == "."
  }
}
