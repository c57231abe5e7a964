/// Checks of values that are one of a few words, or a number of buffers and their size.
enum ValueCheck {
  private static let words: [String: Set<String>] = [
    "server_tokens": ["on", "off", "build"], "if_modified_since": ["off", "exact", "before"],
    "autoindex_format": ["html", "json", "jsonp", "xml"], "gzip_static": ["on", "off", "always"],
    "lingering_close": ["on", "off", "always"], "ssl_verify_client": ["on", "off", "optional", "optional_no_ca"],
    "limit_req_log_level": ["info", "notice", "warn", "error"],
    "limit_conn_log_level": ["info", "notice", "warn", "error"],
  ]

  /// The complaint of `ngx_conf_set_enum_slot` or `ngx_conf_set_bufs_slot`, or nil.
  static func problem(_ directive: Directive) -> String? {
    guard let value = directive.arguments.first else { return nil }
    if let known = words[directive.name] {
      return known.contains(value.lowercased()) ? nil : "invalid value \"\(value)\""
    }
    guard directive.name.hasSuffix("_buffers"), directive.arguments.count == 2 else { return nil }
    let isUsable = (Amounts.number(value) ?? 0) > 0 && (Amounts.size(directive.arguments[1]) ?? 0) > 0
    return isUsable ? nil : "\"\(directive.name)\" directive invalid value"
  }
}
