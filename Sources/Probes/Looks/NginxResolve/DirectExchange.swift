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

  /// Asks an HTTP server at `host:port` or `unix:/path` for a URI, by TLS where nginx does; its certificate is not judged.
  static func ask(
    method: String = "GET", address: String, isTLS: Bool = false, uri: String, host: String, scene: Scene
  ) async -> DirectExchange {
    let url = WebURL(scheme: isTLS ? .https : .http, host: host, target: uri.hasPrefix("/") ? uri : "/" + uri)
    let headers = [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)")]
    let request = HTTPRequest(url, method: method, headers: headers)
    return DirectExchange(await scene.network.exchange(request, options: options(address, scene)))
  }

  /// Connects to a server that speaks another protocol than HTTP, and says nothing to it.
  static func touch(_ address: String, scene: Scene) async -> DirectExchange {
    let request = HTTPRequest(WebURL(scheme: .http, host: "localhost", target: "/"))
    return DirectExchange(await scene.network.touch(request, options: options(address, scene)))
  }

  private static func options(_ address: String, _ scene: Scene) -> ExchangeOptions {
    var options = ExchangeOptions()
    options.insecure = true
    options.names = NameSources(hosts: scene.machine.text(Place("/etc/hosts")) ?? "")
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(1), firstByte: .seconds(3), total: .seconds(3))
    options.connectTo = [
      ConnectOverride(host: nil, port: nil, destination: UpstreamRequest.destination(address))
    ]
    return options
  }
}
