/// The checks nginx makes of a `location` and its place (`ngx_http_core_location`).
enum LocationCheck {
  static func problem(_ directive: Directive, inside block: BlockState) -> String? {
    let words = directive.arguments
    guard let pattern = LocationPattern(arguments: words) else {
      return "invalid location modifier \"\(words.first ?? "")\""
    }
    if pattern.isRegex, let problem = ArgumentCheck.pattern(pattern.text) { return problem }
    guard block.context == .location, let opener = block.opener,
      let outer = LocationPattern(arguments: opener.arguments)
    else { return nil }
    if outer.modifier == .exact {
      return "location \"\(pattern.text)\" cannot be inside the exact location \"\(outer.text)\""
    }
    if outer.modifier == .named {
      return "location \"\(pattern.text)\" cannot be inside the named location \"\(outer.text)\""
    }
    if pattern.modifier == .named { return "named location \"\(pattern.text)\" can be on the server level only" }
    let isInside = pattern.isRegex || pattern.text.utf8.starts(with: outer.text.utf8)
    return isInside ? nil : "location \"\(pattern.text)\" is outside location \"\(outer.text)\""
  }
}
