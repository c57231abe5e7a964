import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// Further requests about a case, made with the same names, limits and detours as its first one.
struct Requester: Sendable {
  let scene: Scene
  let names: NameSources

  init(scene: Scene) {
    self.scene = scene
    names = NameSources(
      hosts: scene.machine.text(Place("/etc/hosts")) ?? "",
      resolvConf: scene.machine.text(Place("/etc/resolv.conf")) ?? "")
  }

  /// The headers that say who asks.
  static var headers: [HTTPHeader] {
    [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)"), HTTPHeader("Accept", "*/*")]
  }

  /// Samples go to nginx's own address whatever its names resolve to; targets go where a client would go.
  func options(for examined: Case) -> ExchangeOptions {
    var options = base(limit: min(scene.options.probeTimeout, .seconds(4)))
    if examined.address.host == "localhost" { options.families = [.ipv4, .ipv6] }
    options.insecure = scene.options.isInsecure || examined.origin == .sample || examined.origin == .page
    options.connectTo = scene.options.connectTo.compactMap { ConnectOverride(parsing: $0) }
    guard examined.origin == .sample || examined.origin == .page, let number = examined.nginx else { return options }
    let (host, port) = (examined.address.host, examined.address.port)
    let address = LocalAddress.address(of: scene.nginx[number], port: port) ?? "127.0.0.1"
    options.connectTo.append(ConnectOverride(host: host, port: port, destination: .host(address, port: port)))
    return options
  }

  /// Asks again where the case's own request went, with other headers or by another method.
  func again(
    _ examined: Case, at url: WebURL, method: String = "GET", headers: [HTTPHeader] = [], readLimit: Int = 1 << 20
  ) async -> Exchange {
    var options = options(for: examined)
    options.readLimit = readLimit
    return await scene.network.exchange(
      HTTPRequest(url, method: method, headers: Self.headers + headers), options: options)
  }

  /// Asks a certain server, whatever the URL's host resolves to; certificates are not judged.
  func ask(
    _ destination: ConnectOverride.Destination, for url: WebURL, method: String = "GET", headers: [HTTPHeader] = [],
    readLimit: Int = 1 << 20
  ) async -> Exchange {
    var options = base(limit: min(scene.options.probeTimeout, .seconds(3)))
    options.insecure = true
    options.readLimit = readLimit
    options.connectTo = [ConnectOverride(host: nil, port: nil, destination: destination)]
    return await scene.network.exchange(
      HTTPRequest(url, method: method, headers: Self.headers + headers), options: options)
  }

  private func base(limit: Duration) -> ExchangeOptions {
    var options = ExchangeOptions()
    options.names = names
    options.bodyLimit = 256 * 1024
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(2), connect: min(limit, .seconds(2)), tls: .seconds(3), firstByte: limit, total: limit)
    return options
  }
}
