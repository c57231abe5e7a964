import Wire

extension Scene {
  /// The page that a case ended at, redirects included; nil where it is none.
  func page(of examined: Case) -> PageReferences? {
    guard let exchange = finalExchange(examined) ?? exchange(examined), let response = exchange.response,
      response.status == 200,
      response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true,
      !ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: examined.url))
    else { return nil }
    return PageReferences(response.body, at: exchange.url)
  }
}
