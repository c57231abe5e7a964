/// What requests are sent through.
///
/// `LiveNetwork` sends them, `RecordedNetwork` answers them from values.
public protocol Network: Sendable {
  /// Sends one request; never throws, always ends in time.
  func exchange(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange
  /// Connects to where a request would go, and sends nothing.
  func touch(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange
  /// Sends a request and goes along with redirects that stay on the same machine, up to ten requests in all.
  func follow(_ request: HTTPRequest, options: ExchangeOptions) async -> RedirectChain
}

/// The network that the machine is in.
public struct LiveNetwork: Network {
  public init() {}

  public func exchange(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange {
    await Wire.exchange(request, options: options)
  }

  public func touch(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange {
    await Wire.touch(request, options: options)
  }

  public func follow(_ request: HTTPRequest, options: ExchangeOptions) async -> RedirectChain {
    await Wire.follow(request, options: options)
  }
}
