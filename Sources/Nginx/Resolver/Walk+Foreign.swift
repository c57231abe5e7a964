/// Directives of modules that are not modelled and could change the answer.
extension Walk {
  private static let deciding = [
    "access_by_lua", "rewrite_by_lua", "server_rewrite_by_lua", "js_access", "modsecurity", "auth_jwt", "auth_ldap",
    "auth_pam", "testcookie", "naxsi", "SecRulesEnabled",
  ]

  private static let filtering = [
    "header_filter_by_lua", "body_filter_by_lua", "more_set_headers", "more_clear_headers", "js_header_filter",
    "js_body_filter", "image_filter", "xslt_stylesheet", "add_before_body", "add_after_body", "sub_filter", "ssi",
    "brotli", "zstd", "pagespeed", "userid", "concat",
  ]

  /// Notes modules that may refuse or redirect the request.
  mutating func noteDecidingModules() {
    for directive in foreign(Walk.deciding) {
      doubt(directive.name, "what it decides is not modelled", at: directive.position)
    }
  }

  /// Notes modules that may change the header fields or the body.
  mutating func noteFilters() {
    for directive in foreign(Walk.filtering) {
      doubt(directive.name, "what it changes is not modelled", at: directive.position, effect: .headers)
    }
  }

  private func foreign(_ prefixes: [String]) -> [Directive] {
    var found: [Directive] = []
    var current: Scope? = scope
    while let block = current {
      for directive in block.settings where prefixes.contains(where: directive.name.hasPrefix) {
        let isShadowed = found.contains { $0.name == directive.name }
        if !isShadowed { found.append(directive) }
      }
      current = block.parent
    }
    return found.filter { $0.arguments.first.map(Bytes.lowercased) != "off" }
  }
}
