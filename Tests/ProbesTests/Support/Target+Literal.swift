public import Notation

@testable public import Probes

/// Targets as one types them.
extension Target: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(typed: text) }

  init(typed text: String) {
    if let url = try? WebURL(parsing: text) {
      self = .url(url)
    } else {
      self = text.hasPrefix("s3://") ? .object(text) : .path(text)
    }
  }
}

extension WebURL: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    self = (try? WebURL(parsing: text)) ?? WebURL(scheme: .http, host: "not-a-url.invalid")
  }
}
