import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Asks each of several servers that may answer one URL, and compares.
struct InstanceLook: Sendable {
  let examined: Case
  let url: WebURL
  let exchange: Exchange
  let requester: Requester
  let recorder: Recorder

  /// How the instances are known.
  enum Source: Sendable { case pinned, resolved, upstream }

  struct Instance: Sendable {
    let address: String
    let exchange: Exchange

    var status: Int? { exchange.status }
    var isGood: Bool { (status ?? 500) < 400 }
  }

  /// More instances than this are not asked.
  private static let limit = 8
  private var scene: Scene { requester.scene }

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  func record() async {
    for source in [Source.pinned, .resolved, .upstream] {
      let asks = asks(source)
      guard asks.count > 1 else { continue }
      let instances = await withTaskGroup(of: (Int, Instance).self) { group in
        for (index, ask) in asks.enumerated() {
          group.addTask { (index, Instance(address: ask.address, exchange: await ask.ask(url.target))) }
        }
        var found: [(Int, Instance)] = []
        for await instance in group { found.append(instance) }
        return found.sorted { $0.0 < $1.0 }.map(\.1)
      }
      record(instances, source)
      await ReleaseLook(look: self, asks: asks, instances: instances).record()
    }
  }

  // MARK: whom to ask

  /// A way to ask one instance for a target.
  struct Ask: Sendable {
    let address: String
    let ask: @Sendable (_ target: String) async -> Exchange
  }

  private func asks(_ source: Source) -> [Ask] {
    switch source {
    case .pinned:
      return requester.options(for: examined).connectTo.filter { $0.matches(url) }.map(\.destination).map { ask($0) }
    case .resolved:
      let addresses = exchange.resolution?.addresses ?? []
      guard exchange.resolution?.source != .localhost, let family = exchange.peer?.family else { return [] }
      return addresses.filter { $0.family == family && $0.scope != .linkLocal }.prefix(Self.limit)
        .map { ask(.host("\($0)", port: url.port)) }
    case .upstream: return upstreamAsks
    }
  }

  private func ask(_ destination: ConnectOverride.Destination) -> Ask {
    let shown =
      switch destination {
      case .host(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port ?? url.port)"
      case .unix(let path): "unix:\(path)"
      }
    return Ask(address: shown) { [url, requester] target in
      var asked = url
      asked.target = target
      return await requester.ask(destination, for: asked)
    }
  }

  /// The servers that nginx balances over; not those that only stand in for others.
  private var upstreamAsks: [Ask] {
    guard let resolved = scene.resolved(examined), let upstream = resolved.answer.upstream, upstream.addresses.count > 1
    else { return [] }
    let editor = ConfigurationEditor(examined: examined, resolved: resolved, scene: scene)
    let backups = resolved.instance.configuration.upstreams.flatMap { $0.directive.block ?? [] }
      .filter { $0.name == "server" && $0.arguments.dropFirst().contains("backup") }.compactMap(\.arguments.first)
    return upstream.addresses.filter { address in !backups.contains { address.hasPrefix($0) } }.prefix(Self.limit)
      .compactMap { address in
        UpstreamRequest(editor, address: address).map { request in
          Ask(address: address) { [requester, url] target in
            await request.sending(target, insteadOf: url.target).send(requester)
          }
        }
      }
  }

  // MARK: what they say

  private func record(_ instances: [Instance], _ source: Source) {
    for instance in instances {
      guard let response = instance.exchange.response else { continue }
      record(
        InstancesAnswer(
          address: instance.address, bytes: response.bodyLength, code: response.status,
          etag: response.headers.first("ETag"), modified: response.headers.first("Last-Modified"),
          sha256: response.sha256), "\(instance.address) answers \(response.status) for \(url.target)")
    }
    let answering = instances.filter { $0.status != nil }
    if source != .upstream, let silent = instances.first(where: { $0.status == nil }), let good = answering.first {
      return differ(.silence, good: good, bad: silent, instances, source)
    }
    guard let good = answering.first(where: \.isGood) ?? answering.first else { return }
    if let bad = answering.first(where: { $0.isGood != good.isGood }) {
      return differ(.status, good: good, bad: bad, instances, source)
    }
    let isFile = ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: examined.url))
    if isFile, let bad = answering.first(where: { content($0) != content(good) }) {
      return differ(.content, good: good, bad: bad, instances, source)
    }
    guard answering.count > 1, isFile else { return }
    record(
      InstancesAgree(addresses: answering.map(\.address), by: .init(source)),
      "\(answering.map(\.address).joined(separator: ", ")) give the same answer for \(url.target)")
  }

  private func content(_ instance: Instance) -> String? {
    guard let response = instance.exchange.response, response.status == 200 else { return nil }
    return response.sha256 ?? "\(response.bodyLength)"
  }

  private func differ(
    _ aspect: InstancesDiffer.Aspect, good: Instance, bad: Instance, _ all: [Instance], _ source: Source
  ) {
    let words =
      switch aspect {
      case .silence: "\(good.address) answers \(good.status ?? 0) and \(bad.address) not at all"
      case .content: "\(good.address) and \(bad.address) send different bytes"
      case .status: "\(good.address) answers \(good.status ?? 0) and \(bad.address) \(bad.status ?? 0)"
      }
    let position = source == .upstream ? scene.resolved(examined)?.answer.upstream?.position : nil
    record(
      InstancesDiffer(
        addresses: all.map(\.address), aspect: aspect, bad: bad.address, badCode: bad.status, by: .init(source),
        file: position?.file, good: good.address, goodCode: good.status, line: position?.line, upload: isUpload),
      "Of the instances behind \(url.target), \(words)")
    if aspect == .status, good.isGood {
      InstanceDisksLook(scene: scene, recorder: recorder).record(examined, has: good.address, lacks: bad.address)
      recordAsset(good, bad)
    }
  }

  /// Whether the URL is one of what people upload, rather than of what a build makes.
  var isUpload: Bool {
    if let route = scene.route(examined.route), route.prefix != "/" { return route.kind == .media }
    return RouteDiscovery.kind(of: URLPath.prefix(of: examined.url)) == .media
  }

  /// A hashed asset that only some instances have belongs to another release than theirs.
  private func recordAsset(_ good: Instance, _ bad: Instance) {
    guard !isUpload, HashedName.hash(in: HashedName.last(ofURL: examined.url)) != nil else { return }
    recordMixed(url.target, has: good.address, lacks: bad.address, code: bad.status ?? 404, other: nil)
  }

  func recordMixed(_ asset: String, has: String, lacks: String, code: Int, other: String?) {
    record(
      InstancesMixedReleases(asset: asset, code: code, has: has, lacks: lacks, other: other),
      "\(asset) is an asset of the release on \(has); \(lacks) answers \(code) for it"
        + (other.map { " and names \($0) instead" } ?? ""))
  }
}

extension InstancesAgree.By {
  fileprivate init(_ source: InstanceLook.Source) {
    self =
      switch source {
      case .pinned: .pinned
      case .resolved: .resolved
      case .upstream: .upstream
      }
  }
}

extension InstancesDiffer.By {
  fileprivate init(_ source: InstanceLook.Source) {
    self =
      switch source {
      case .pinned: .pinned
      case .resolved: .resolved
      case .upstream: .upstream
      }
  }
}
