import Diagnostics
import Linux
import SystemPackage
import Wire

/// What the live server answers to each examined URL.
public struct HTTPProbe: Probe {
  public static var id: String { "http" }
  public static var summary: String { "What the live server answers to each examined URL." }
  public static var needs: String { "the network that the URL leads to" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let names = NameSources(
      hosts: scene.machine.text(Place("/etc/hosts")) ?? "",
      resolvConf: scene.machine.text(Place("/etc/resolv.conf")) ?? "")
    await withTaskGroup(of: Void.self) { group in
      for one in scene.cases {
        group.addTask {
          if one.origin == .upload {
            await self.askForConnection(one, names, scene, recorder)
          } else {
            await self.ask(one, names, scene, recorder)
          }
        }
      }
    }
  }

  private func ask(_ one: Case, _ names: NameSources, _ scene: Scene, _ recorder: Recorder) async {
    guard let url = try? WireURL(parsing: one.url) else { return }
    var options = options(for: one, names, scene)
    options.bodyLimit = 256 * 1024
    let request = HTTPRequest(
      url, headers: [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)"), HTTPHeader("Accept", "*/*")])
    let exchange = await exchange(request, options: options)
    scene.keep(exchange, of: one)
    let teller = HTTPTeller(one: one, exchange: exchange, scene: scene, recorder: recorder)
    teller.tell()
    if (exchange.response?.status ?? 0) / 100 == 3 { await teller.tellRedirects(request, options) }
  }

  /// An upload is not sent: only whether its server can be reached is seen.
  private func askForConnection(_ one: Case, _ names: NameSources, _ scene: Scene, _ recorder: Recorder) async {
    guard let url = try? WireURL(parsing: one.url) else { return }
    let options = options(for: one, names, scene)
    let exchange = await exchange(HTTPRequest(url, method: "OPTIONS"), options: options)
    guard exchange.response == nil else { return }
    HTTPTeller(one: one, exchange: exchange, scene: scene, recorder: recorder).tellFailure()
  }

  /// Samples go to nginx's own address whatever its names resolve to; targets go where a client would go.
  private func options(for one: Case, _ names: NameSources, _ scene: Scene) -> ExchangeOptions {
    var options = ExchangeOptions()
    options.names = names
    if CaseDiscovery.authority(of: one.url).host == "localhost" { options.families = [.ipv4, .ipv6] }
    options.insecure = scene.options.isInsecure || one.origin == .sample || one.origin == .page
    options.connectTo = scene.options.connectTo.compactMap { ConnectOverride(parsing: $0) }
    let limit = min(scene.options.probeTimeout, .seconds(4))
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(2), connect: .seconds(2), tls: .seconds(3), firstByte: limit, total: limit)
    guard one.origin == .sample || one.origin == .page, let number = one.nginx else { return options }
    let (host, port) = CaseDiscovery.authority(of: one.url)
    let address = Listens.address(of: scene.nginx[number], port: port) ?? "127.0.0.1"
    options.connectTo.append(ConnectOverride(host: host, port: port, destination: .host(address, port: port)))
    return options
  }
}
