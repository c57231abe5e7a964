/// An `error_page` directive taken apart (`ngx_http_core_error_page`).
struct ErrorPage {
  let codes: [Int]
  let target: String
  /// `=N`; 0 for a bare `=`; nil without.
  private let overwrite: Int?

  init?(_ directive: Directive) {
    var words = directive.arguments
    guard words.count >= 2, let target = words.popLast() else { return nil }
    self.target = target
    if let last = words.last, last.hasPrefix("=") {
      overwrite = last.utf8.count > 1 ? Amounts.number(String(last.dropFirst())) ?? 0 : 0
      words.removeLast()
    } else {
      overwrite = nil
    }
    codes = words.compactMap(Amounts.number)
  }

  /// The status to answer with: 0 for whatever the page itself has, nil for the original one.
  func code(for status: Int) -> Int? {
    if let overwrite { return overwrite }
    return (494...497).contains(status) ? 400 : nil
  }
}
