/// What a `rewrite` does once its pattern matched, read from its arguments (`ngx_http_rewrite`).
struct RewriteFlag {
  /// 301 or 302 for redirects.
  var redirect: Int?
  var isBreak = false
  /// Whether the directives behind it are skipped.
  var isLast = false
  /// The replacement without the question mark that drops the old arguments.
  var replacement: String
  var keepsArguments: Bool

  /// Nil for arguments nginx refuses.
  init?(_ arguments: [String]) {
    guard arguments.count == 2 || arguments.count == 3 else { return nil }
    replacement = arguments[1]
    if ["http://", "https://", "$scheme"].contains(where: replacement.hasPrefix) {
      redirect = 302
      isLast = true
    }
    if arguments.count == 3 {
      isLast = true
      switch arguments[2] {
      case "last": break
      case "break": isBreak = true
      case "redirect": redirect = 302
      case "permanent": redirect = 301
      default: return nil
      }
    }
    keepsArguments = replacement.utf8.last != UInt8(ascii: "?")
    if !keepsArguments { replacement.removeLast() }
  }
}
