import Notation

@testable public import Probes

/// Targets as one types them.
extension Target: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    if let url = try? WebURL(parsing: text) {
      self = .url(url)
    } else {
      self = text.hasPrefix("s3://") ? .object(text) : .path(text)
    }
  }
}
