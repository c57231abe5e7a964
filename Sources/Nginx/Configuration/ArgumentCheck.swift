import Notation

/// Checks of arguments that directives of nginx make themselves, worded as nginx words them.
enum ArgumentCheck {
  /// Directives with arguments of their own kind that may stand once in a block.
  static let single: Set<String> = [
    "user", "worker_processes", "pid", "lock_file", "expires", "try_files", "internal", "http", "events", "proxy_pass",
    "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass", "proxy_store", "proxy_cache",
    "auth_basic", "auth_basic_user_file", "auth_request", "resolver", "use", "limit_rate", "limit_rate_after",
    "ssl_session_cache", "proxy_cookie_flags", "satisfy", "disable_symlinks", "client_body_in_file_only", "stream",
    "mail", "keepalive_timeout", "open_file_cache", "working_directory", "proxy_method", "charset", "source_charset",
    "fastcgi_split_path_info", "keepalive",
  ]

  /// The complaint about a directive that is otherwise well formed, or nil.
  static func problem(_ directive: Directive, in block: BlockState) -> String? {
    let words = directive.arguments
    switch directive.name {
    case "location": return LocationCheck.problem(directive, inside: block)
    case "listen": return ListenCheck.problem(directive)
    case "server_name": return serverName(words)
    case "return": return block.context == .streamServer ? nil : returnCode(words)
    case "rewrite": return rewrite(words)
    case "set": return words[0].hasPrefix("$") && words[0].utf8.count > 1 ? nil : variableName(words[0])
    case "if": return ConditionCheck.problem(words)
    case "map", "geo", "split_clients":
      guard let name = words.last else { return nil }
      return name.hasPrefix("$") ? nil : variableName(name)
    case "error_page": return errorPage(words)
    case "server" where block.context == .upstream: return upstreamServer(words)
    case "limit_except": return limitExcept(words)
    case "fastcgi_param", "uwsgi_param", "scgi_param":
      return words.count == 3 && words[2] != "if_not_empty" ? "invalid parameter \"\(words[2])\"" : nil
    case "add_header", "add_trailer":
      return words.count == 3 && words[2] != "always" ? "invalid parameter \"\(words[2])\"" : nil
    case "allow", "deny": return rule(words[0])
    case "root", "alias": return rootOrAlias(directive, block)
    case "expires": return expires(words)
    case "worker_processes":
      return words[0] == "auto" || (Amounts.number(words[0]) ?? 0) > 0
        ? nil : "\"worker_processes\" directive invalid value"
    case "try_files": return tryFilesCode(words)
    case "proxy_pass": return block.context == .streamServer ? nil : proxyPrefix(words[0])
    case "error_log": return logLevel(words)
    case "worker_connections", "keepalive":
      return words.first.flatMap(Amounts.number) == nil ? "invalid number \"\(words.first ?? "")\"" : nil
    default: return nil
    }
  }

  private static func variableName(_ word: String) -> String { "invalid variable name \"\(word)\"" }

  private static func serverName(_ words: [String]) -> String? {
    for word in words {
      let isBadStar = word.hasPrefix("*") && (word.utf8.count < 3 || !word.hasPrefix("*."))
      if isBadStar || word == "." { return "server name \"\(word)\" is invalid" }
      if word.hasPrefix("~"), let problem = pattern(String(word.dropFirst())) { return problem }
    }
    return nil
  }

  /// The complaint about a pattern PCRE refuses; one that only this model does not know passes.
  static func pattern(_ text: String) -> String? {
    do throws(PatternError) {
      _ = try Pattern(text.byteArray, caseless: false)
    } catch .invalid(let reason) {
      return "pcre2_compile() failed: \(reason) in \"\(text)\""
    } catch {
      return nil
    }
    return nil
  }

  private static func returnCode(_ words: [String]) -> String? {
    if let code = Amounts.number(words[0]) { return code > 999 ? "invalid return code \"\(words[0])\"" : nil }
    let isURL = ["http://", "https://", "$scheme"].contains { words[0].hasPrefix($0) }
    return words.count == 1 && isURL ? nil : "invalid return code \"\(words[0])\""
  }

  private static func rewrite(_ words: [String]) -> String? {
    if words.count > 1, words[1].isEmpty { return "empty replacement" }
    if let problem = pattern(words[0]) { return problem }
    return RewriteFlag(words) == nil ? "invalid parameter \"\(words.last ?? "")\"" : nil
  }

  private static func errorPage(_ words: [String]) -> String? {
    var codes = Array(words.dropLast())
    if let last = codes.last, last.hasPrefix("=") {
      let isNumber = last == "=" || Amounts.number(String(last.dropFirst())) != nil
      if codes.count == 1 || !isNumber { return "invalid value \"\(last)\"" }
      codes.removeLast()
    }
    for word in codes {
      guard let code = Amounts.number(word), code != 499 else { return "invalid value \"\(word)\"" }
      if !(300...599).contains(code) { return "value \"\(word)\" must be between 300 and 599" }
    }
    return nil
  }

  private static func tryFilesCode(_ words: [String]) -> String? {
    guard let last = words.last, last.hasPrefix("=") else { return nil }
    let code = Amounts.number(String(last.dropFirst()))
    return code.map { $0 <= 999 } ?? false ? nil : "invalid code \"\(last)\""
  }

  private static func proxyPrefix(_ url: String) -> String? {
    let lower = Bytes.lowercased(url)
    let isKnown = url.contains("$") || lower.hasPrefix("http://") || lower.hasPrefix("https://")
    return isKnown ? nil : "invalid URL prefix"
  }

  private static func logLevel(_ words: [String]) -> String? {
    let levels: Set<String> = [
      "emerg", "alert", "crit", "error", "warn", "notice", "info", "debug", "debug_core", "debug_alloc", "debug_mutex",
      "debug_event", "debug_http", "debug_mail", "debug_stream",
    ]
    return words.dropFirst().first { !levels.contains($0) }.map { "invalid log level \"\($0)\"" }
  }

  private static func upstreamServer(_ words: [String]) -> String? {
    if words[0].contains("=") { return "host not found in upstream \"\(words[0])\"" }
    if !words[0].hasPrefix("unix:"), !words[0].hasPrefix("["), !words[0].contains("/"),
      let colon = words[0].firstIndex(of: ":")
    {
      let port = Amounts.number(String(words[0][words[0].index(after: colon)...])) ?? 0
      if !(1...65535).contains(port) { return "invalid port in upstream \"\(words[0])\"" }
    }
    if words[0].contains("/"), !words[0].hasPrefix("unix:") { return "invalid host in upstream \"\(words[0])\"" }
    let options = ["weight=", "max_conns=", "max_fails=", "fail_timeout=", "route=", "slow_start=", "service="]
    let bad = words.dropFirst().first { word in
      !["backup", "down", "resolve"].contains(word)
        && !options.contains { word.hasPrefix($0) && word.utf8.count > $0.utf8.count }
    }
    if let bad { return "invalid parameter \"\(bad)\"" }
    for word in words.dropFirst() {
      let value = String(word.drop { $0 != "=" }.dropFirst())
      let isNumber = word.hasPrefix("weight=") || word.hasPrefix("max_")
      if isNumber, Amounts.number(value) == nil { return "invalid parameter \"\(word)\"" }
      if word.hasPrefix("fail_timeout="), Amounts.seconds(value) == nil { return "invalid parameter \"\(word)\"" }
    }
    return nil
  }

  private static func limitExcept(_ words: [String]) -> String? {
    let methods: Set<String> = [
      "GET", "HEAD", "POST", "PUT", "DELETE", "MKCOL", "COPY", "MOVE", "OPTIONS", "PROPFIND", "PROPPATCH", "LOCK",
      "UNLOCK", "PATCH",
    ]
    return words.first { !methods.contains($0.uppercased()) }.map { "invalid method \"\($0)\"" }
  }

  private static func rule(_ word: String) -> String? {
    if word == "all" || word == "unix:" { return nil }
    let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first.flatMap({ IPAddress(nginx: String($0)) }) else {
      return "invalid parameter \"\(word)\""
    }
    guard parts.count == 2 else { return nil }
    let mask = String(parts[1])
    if let bits = Amounts.number(mask), bits <= address.bytes.count * 8 { return nil }
    return IPAddress(nginx: mask) == nil ? "invalid parameter \"\(word)\"" : nil
  }

  private static func rootOrAlias(_ directive: Directive, _ block: BlockState) -> String? {
    if directive.name == "alias", block.opener?.arguments.first?.hasPrefix("@") ?? false, block.context == .location {
      return "the \"alias\" directive cannot be used inside the named location"
    }
    guard let path = directive.arguments.first, path.utf8.contains(UInt8(ascii: "$")) else { return nil }
    let isForbidden = ["$document_root", "${document_root}", "$realpath_root", "${realpath_root}"]
      .contains { path.contains($0) }
    return isForbidden ? "the $document_root variable cannot be used in the \"\(directive.name)\" directive" : nil
  }

  private static func expires(_ words: [String]) -> String? {
    if words.count == 2, words[0] != "modified" { return "invalid value \"\(words[1])\"" }
    guard let text = words.last, !text.contains("$"), text != "off", !text.hasPrefix("@") else { return nil }
    return Expiry(words) == nil ? "invalid value \"\(text)\"" : nil
  }
}
