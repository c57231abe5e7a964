import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// One request to an application server, past nginx.
struct DirectExchange {
  /// Nil where no answer came.
  let status: Int?
  /// Why none came.
  let reason: String
  let accel: String?
  let bodyLength: Int
  /// Whether somebody took the connection, whatever came of it.
  let isConnected: Bool

  init(_ exchange: Exchange) {
    status = exchange.response?.status
    reason = exchange.problem.map { "\($0)" } ?? "no answer"
    accel = exchange.response?.headers.first("X-Accel-Redirect")
    bodyLength = exchange.response?.bodyLength ?? 0
    isConnected =
      switch exchange.problem {
      case .nameResolution, .refused, .unreachable, .connectTimeout, .noSuchSocket, .connectFailed, .invalidRequest:
        false
      default: true
      }
  }

  /// Asks `host:port` or `unix:/path` for a URI.
  static func ask(
    method: String = "GET", address: String, uri: String, host: String, scene: Scene
  ) async -> DirectExchange {
    var options = ExchangeOptions()
    options.names = NameSources(hosts: scene.machine.text(Place("/etc/hosts")) ?? "")
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(1), firstByte: .seconds(3), total: .seconds(3))
    var port = 80
    if address.hasPrefix("unix:") {
      options.connectTo = [
        ConnectOverride(host: nil, port: nil, destination: .unix(path: String(address.dropFirst(5))))
      ]
    } else {
      let colon = address.lastIndex(of: ":")
      port = colon.flatMap { Int(address[address.index(after: $0)...]) } ?? 80
      let name = colon.map { String(address[..<$0].filter { $0 != "[" && $0 != "]" }) } ?? address
      options.connectTo = [ConnectOverride(host: nil, port: nil, destination: .host(name, port: port))]
    }
    let url = WebURL(scheme: .http, host: host, port: 80, target: uri.hasPrefix("/") ? uri : "/" + uri)
    let exchange = await scene.network.exchange(
      HTTPRequest(url, method: method, headers: [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)")]),
      options: options)
    return DirectExchange(exchange)
  }
}
