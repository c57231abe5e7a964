public import Notation

/// A network made of values, for tests: what each address answers; nothing is sent.
public struct RecordedNetwork: Network {
  /// What answers a request: a response, or why none comes.
  public enum Answer: Sendable {
    case response(HTTPResponse)
    case problem(ExchangeProblem)
    /// All that is seen of it: the attempts, the handshake and both ends besides.
    case exchange(Exchange)
  }

  /// What a server does with a request; nil where it is not the one that is asked.
  public typealias Server = @Sendable (HTTPRequest, ExchangeOptions) -> Answer?

  private var servers: [Server] = []

  public init() {}

  /// Records a server; of several that answer a request the one recorded last does.
  public mutating func add(_ server: @escaping Server) { servers.append(server) }

  /// Records what one URL is answered, whatever the method and wherever the connection goes.
  public mutating func add(_ url: String, _ response: HTTPResponse) {
    add { request, _ in "\(request.url)" == url ? .response(response) : nil }
  }

  /// The last server's answer; without one the connection is refused.
  public func exchange(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange {
    var exchange = Exchange(request)
    switch servers.reversed().lazy.compactMap({ $0(request, options) }).first ?? .problem(.refused) {
    case .response(var response):
      if request.method == "HEAD" { response.body = [] }
      exchange.response = response
    case .problem(let problem): exchange.problem = problem
    case .exchange(let seen): exchange = seen
    }
    return exchange
  }

  /// Whether a server is recorded there: what it would answer is left out.
  public func touch(_ request: HTTPRequest, options: ExchangeOptions) async -> Exchange {
    var exchange = await exchange(request, options: options)
    exchange.response = nil
    return exchange
  }

  /// Goes along with redirects to hosts of which an answer is recorded.
  public func follow(_ request: HTTPRequest, options: ExchangeOptions) async -> RedirectChain {
    var exchanges: [Exchange] = []
    var next = request
    while exchanges.count < 10 {
      let exchange = await exchange(next, options: options)
      exchanges.append(exchange)
      guard let response = exchange.response else { return RedirectChain(exchanges: exchanges, end: .failed) }
      guard response.isRedirect else { return RedirectChain(exchanges: exchanges, end: .answered) }
      guard let location = response.redirectLocation, let url = try? next.url.resolving(location) else {
        return RedirectChain(exchanges: exchanges, end: .badLocation(response.redirectLocation))
      }
      if exchanges.contains(where: { $0.url == url }) {
        return RedirectChain(exchanges: exchanges, end: .loop(to: url))
      }
      next.url = url
    }
    return RedirectChain(exchanges: exchanges, end: .tooManyHops)
  }

  /// Records what one server, such as the application behind nginx, answers to a path and query.
  ///
  /// - Parameter address: `host:port`, or `unix:` and the path of a socket; connections that are led there reach it.
  public mutating func add(at address: String, _ target: String, _ response: HTTPResponse) {
    add { request, options in
      request.url.target == target && options.leads(request.url, to: address) ? .response(response) : nil
    }
  }
}

extension ExchangeOptions {
  /// Whether a URL's connections are led to an address, written `host:port` or `unix:/path`.
  public func leads(_ url: WebURL, to address: String) -> Bool {
    switch connectTo.first(where: { $0.matches(url) })?.destination {
    case .unix(let path): address == "unix:\(path)"
    case .host(let host, let port): address == "\(host):\(port ?? url.port)"
    case nil: false
    }
  }
}
