import Diagnostics
import Linux
import Notation
import SystemPackage
import Wire

/// Asks an object store, signed as the application would or as a stranger.
struct StoreClient: Sendable {
  let store: ObjectStore
  let scene: Scene
  let names: NameSources

  init(store: ObjectStore, scene: Scene) {
    self.store = store
    self.scene = scene
    names = NameSources(
      hosts: scene.machine.text(Place("/etc/hosts", in: store.view)) ?? scene.machine.text(Place("/etc/hosts")) ?? "",
      resolvConf: scene.machine.text(Place("/etc/resolv.conf")) ?? "")
  }

  /// The names in the hosts file of the store's clients.
  var hostNames: [String] {
    let text = scene.machine.text(Place("/etc/hosts", in: store.view)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().map(String.init) }
  }

  /// One request: to the bucket, or to an object in it.
  struct Ask: Sendable {
    var method = "GET"
    var bucket: String?
    var key: String?
    var query: [(String, String)] = []
    var headers: [HTTPHeader] = []
    var body: [UInt8] = []
    var isSigned = true
    var base: WebURL?
    var style: S3Endpoint.Style?
    var region: String?
    /// A server that is asked, whatever the endpoint's name leads to.
    var destination: ConnectOverride.Destination?
  }

  func send(_ ask: Ask) async -> StoreReply? {
    guard let base = ask.base ?? store.base else { return nil }
    let endpoint = S3Endpoint(base: base, bucket: ask.bucket ?? store.bucket.value, style: ask.style ?? store.style)
    let request = HTTPRequest(
      endpoint.url(key: ask.key, query: ask.query), method: ask.method,
      headers: [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)")] + ask.headers, body: ask.body)
    return await send(request, signed: ask.isSigned, region: ask.region, to: ask.destination)
  }

  /// The list of the account's buckets.
  func buckets() async -> StoreReply? {
    guard var url = store.base else { return nil }
    url.target = "/"
    return await send(HTTPRequest(url), signed: true, region: nil)
  }

  /// A URL as it stands, as a stranger asks for it.
  func fetch(
    _ url: WebURL, method: String = "GET", headers: [HTTPHeader] = [], body: [UInt8] = []
  ) async -> StoreReply {
    let request = HTTPRequest(
      url, method: method, headers: [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)")] + headers, body: body)
    return StoreReply(await scene.network.exchange(request, options: options))
  }

  private func send(
    _ request: HTTPRequest, signed: Bool, region: String?, to destination: ConnectOverride.Destination? = nil
  ) async -> StoreReply? {
    var options = options
    if let destination {
      options.connectTo.insert(ConnectOverride(host: nil, port: nil, destination: destination), at: 0)
    }
    guard signed else { return StoreReply(await scene.network.exchange(request, options: options)) }
    guard let credentials = store.credentials else { return nil }
    let signer = RequestSigner(
      credentials: credentials, region: region ?? store.region, seconds: scene.machine.now)
    return StoreReply(await scene.network.exchange(signer.signed(request), options: options))
  }

  private var options: ExchangeOptions {
    var options = ExchangeOptions()
    options.names = names
    options.insecure = scene.options.isInsecure
    options.connectTo = scene.options.connectTo.compactMap { ConnectOverride(parsing: $0) }
    options.bodyLimit = 2 * 1024 * 1024
    let limit = min(scene.options.probeTimeout, .seconds(4))
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(2), tls: .seconds(3), firstByte: limit, total: limit)
    return options
  }
}
