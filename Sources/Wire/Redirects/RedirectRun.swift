import Notation

/// Sends a request and goes along with redirects that stay on the same machine, up to ten requests in all.
public func follow(
  _ request: HTTPRequest, options: ExchangeOptions = ExchangeOptions(), limit: Int = 10
) async -> RedirectChain {
  var run = RedirectRun(origin: request, options: options)
  let end = await run.perform(limit: limit)
  return RedirectChain(exchanges: run.exchanges, end: end)
}

/// A chain of redirects on its way.
///
/// A name is looked up once, so that no server can lead the chain elsewhere by changing its answer between hops.
struct RedirectRun {
  let origin: HTTPRequest
  let options: ExchangeOptions
  private(set) var exchanges: [Exchange] = []
  private var resolutions: [String: Resolution] = [:]

  init(origin: HTTPRequest, options: ExchangeOptions) {
    self.origin = origin
    self.options = options
  }

  mutating func perform(limit: Int) async -> RedirectChain.End {
    var request = origin
    while true {
      var run = ExchangeRun(request, options)
      run.pinned = resolutions[request.url.host]
      await run.perform()
      exchanges.append(run.result)
      if let resolution = run.result.resolution { resolutions[resolution.name] = resolution }
      guard run.result.problem == nil, let response = run.result.response else { return .failed }
      guard let location = response.redirectLocation else {
        return response.isRedirect ? .badLocation(nil) : .answered
      }
      switch await next(after: request, response.status, location) {
      case .stop(let end): return end
      case .go(let following): request = following
      }
      if exchanges.count >= limit { return .tooManyHops }
    }
  }

  private enum Step {
    case stop(RedirectChain.End)
    case go(HTTPRequest)
  }

  private mutating func next(after request: HTTPRequest, _ status: Int, _ location: String) async -> Step {
    var following = request
    do throws(WebURLError) {
      following.url = try request.url.resolving(location)
    } catch {
      if case .unsupportedScheme(let scheme) = error { return .stop(.unsupportedScheme(scheme)) }
      return .stop(.badLocation(location))
    }
    if exchanges.contains(where: { $0.url == following.url }) { return .stop(.loop(to: following.url)) }
    guard await staysHere(following.url) else { return .stop(.otherHost(following.url)) }
    if following.url.host != request.url.host {
      following.headers.removeAll { header in
        ["host", "authorization", "cookie"].contains { header.isNamed($0) }
      }
    }
    // RFC 9110, section 15.4: clients repeat a request after 307 and 308 and fetch the target after the others.
    if status < 307, request.method != "HEAD" {
      following.method = "GET"
      following.body = []
      following.headers.removeAll { header in
        ["content-length", "content-type", "transfer-encoding", "expect"].contains { header.isNamed($0) }
      }
    }
    return .go(following)
  }

  /// Whether a URL leads to the first request's host, to one of its addresses, or where the caller said.
  private mutating func staysHere(_ url: WebURL) async -> Bool {
    if url.host == origin.url.host || options.connectTo.contains(where: { $0.matches(url) }) { return true }
    guard let home = resolutions[origin.url.host], !home.addresses.isEmpty else { return false }
    let resolver = NameResolver(
      sources: options.names, families: options.families, within: options.timeouts.resolve)
    let resolution = await resolver.resolve(url.host)
    resolutions[url.host] = resolution
    return !resolution.addresses.isEmpty && resolution.addresses.allSatisfy(home.addresses.contains)
  }
}
