import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// Why an endpoint gives no answer of a store, and where a store answers instead.
struct EndpointLook {
  let context: StoreContext
  private var store: ObjectStore { context.store }

  func recordUnreachable(_ reply: StoreReply) async {
    let failures = reply.exchange.tls?.failures ?? []
    if recordTrust(failures) { return }
    if await recordStyle(reply) { return }
    if recordDots(failures) { return }
    if case .notTLS? = failures.first { return await recordForeign(reply) }
    let reason: S3Unreachable.Reason =
      switch reply.exchange.problem {
      case .nameResolution?: .name
      case .refused?, .noSuchSocket?: .refused
      case .connectTimeout?, .firstByteTimeout?, .totalTimeout?, .tlsTimeout?: .timeout
      case .tlsFailure?: .untrusted
      case .malformedResponse?: .malformed
      default: .closed
      }
    let other = await workingEndpoint()
    context.record(
      S3Unreachable(
        commands: other.map { context.change(.endpoint, to: $0) } ?? [], endpoint: context.endpoint, inside: isInside,
        reason: reason, setting: store[.endpoint]?.name,
        source: store[.endpoint]?.source, works: other),
      "\(context.endpoint) gives no answer (\(failures.first.map { "\($0)" } ?? reply.told))"
        + (other.map { "; a store answers at \($0)" } ?? ""))
  }

  private var isLoopback: Bool {
    let host = store.base?.host ?? ""
    return host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }

  /// Whether a container looks for the store in itself.
  private var isInside: Bool {
    isLoopback && HostSummary.container(context.scene.machine, view: store.view) != "none"
  }

  /// The endpoint without the bucket that was written into it, where the bucket answers there and not as it is set.
  ///
  /// Clients put the bucket before or behind the endpoint by themselves, so it would be named twice.
  func recordBucketInside() async -> Bool {
    guard var bare = store.base else { return false }
    var parts = bare.target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    let isInPath = parts.last == context.bucket
    if isInPath {
      parts.removeLast()
      bare.target = "/" + parts.joined(separator: "/")
    } else if bare.host.hasPrefix("\(context.bucket).") {
      bare.host = String(bare.host.dropFirst(context.bucket.count + 1))
    } else {
      return false
    }
    let reply = await context.client.send(
      .init(query: [("list-type", "2"), ("max-keys", "1")], base: bare, style: .path))
    guard reply?.listing != nil else { return false }
    let works = bare.origin + (parts.isEmpty ? "" : bare.target)
    context.record(
      S3BucketInEndpoint(
        by: isInPath ? .path : .host, commands: context.change(.endpoint, to: works),
        endpoint: store[.endpoint]?.value ?? "", setting: store[.endpoint]?.name ?? "S3_ENDPOINT_URL",
        source: store[.endpoint]?.source, works: works),
      "\(store[.endpoint]?.value ?? "") names the bucket \(context.bucket), which clients add by themselves, so that they ask for \(context.bucket)/\(context.bucket); at \(works) the bucket can be listed"
    )
    return true
  }

  /// The answer is no store's.
  func recordForeign(_ reply: StoreReply) async {
    let type = reply.header("Content-Type") ?? "no type"
    let other = await workingEndpoint()
    context.record(
      S3Foreign(
        commands: other.map { context.change(.endpoint, to: $0) } ?? [], endpoint: context.endpoint,
        setting: store[.endpoint]?.name ?? "S3_ENDPOINT_URL", source: store[.endpoint]?.source, status: reply.status,
        type: type, works: other),
      "\(context.endpoint) answers a listing of \(context.bucket) with \(reply.told) and \(type), as no object store does"
        + (other.map { "; a store answers at \($0)" } ?? ""))
  }

  /// The same host by the other scheme or the ports that stores usually have.
  private func workingEndpoint() async -> String? {
    guard let base = store.base else { return nil }
    var candidates: [WebURL] = []
    for (scheme, port) in [
      (base.scheme == .http ? WebURL.Scheme.https : .http, base.port), (.http, 9000), (.https, 443), (.http, 80),
      (.https, 9000), (.http, 8333), (.http, 3900), (.http, 7480), (.http, base.port - 1),
    ] where port > 0 && !(scheme == base.scheme && port == base.port) {
      candidates.append(WebURL(scheme: scheme, host: base.host, port: port, target: base.target))
    }
    if isLoopback {
      let words = ["minio", "s3", "storage", "object", "garage", "seaweed", "localstack", "ceph"]
      let known = context.client.hostNames.filter { name in words.contains { name.contains($0) } }
      for name in known.prefix(4) {
        for port in [base.port, 9000] { candidates.append(WebURL(scheme: .http, host: name, port: port)) }
      }
    }
    return await withTaskGroup(of: (Int, Bool).self) { group in
      for (index, candidate) in candidates.enumerated() {
        group.addTask {
          let reply = await context.client.send(
            .init(query: [("list-type", "2"), ("max-keys", "1")], base: candidate))
          return (index, reply?.isFromStore == true && reply?.refusal != .signature && reply?.refusal != .bucket)
        }
      }
      let good = await group.reduce(into: [Int]()) { if $1.1 { $0.append($1.0) } }
      return good.min().map { candidates[$0].origin }
    }
  }

  private func recordTrust(_ failures: [TLSFailure]) -> Bool {
    guard case .noTrustStore(let path)? = failures.first else { return false }
    context.record(
      S3TrustStoreAbsent(endpoint: context.endpoint, host: store.base?.host ?? "", path: path),
      "There is no bundle of certificate authorities here (\(path ?? "/etc/ssl/certs, /etc/pki")), so no certificate of \(context.endpoint) can be checked"
    )
    return true
  }

  /// The bucket's name before the host leads nowhere, and in the path it works.
  private func recordStyle(_ reply: StoreReply) async -> Bool {
    guard store.style == .virtualHost, let base = store.base else { return false }
    let isTLS = reply.exchange.problem == .tlsFailure
    guard let other = await context.client.send(.init(query: [("list-type", "2"), ("max-keys", "1")], style: .path)),
      other.isFromStore, other.refusal != .bucket
    else { return false }
    let host = "\(context.bucket).\(base.host)"
    if isTLS, context.bucket.contains(".") { return recordDots(reply.exchange.tls?.failures ?? []) }
    context.record(
      S3Style(
        commands: styleCommands(.path), configured: .virtual, host: host, setting: store[.style]?.name,
        source: store[.style]?.source, works: .path),
      "\(host) \(isTLS ? "is not covered by the certificate" : "leads nowhere (\(reply.told))"); with the bucket in the path \(context.endpoint) answers \(other.told)"
    )
    return true
  }

  func styleCommands(_ wanted: S3Style.Works) -> [String] {
    guard let setting = store[.style] else { return context.change(.style, to: wanted.rawValue) }
    let isWord = ["path", "virtual", "auto"].contains(setting.value.lowercased())
    return context.change(.style, to: isWord ? wanted.rawValue : wanted == .path ? "true" : "false")
  }

  private func recordDots(_ failures: [TLSFailure]) -> Bool {
    guard context.bucket.contains("."), store.style == .virtualHost, case .wrongName(let names)? = failures.first else {
      return false
    }
    let host = "\(context.bucket).\(store.base?.host ?? "")"
    context.record(
      S3DottedHost(commands: styleCommands(.path), host: host, names: names),
      "The certificate names \(names.joined(separator: ", ")), and a * stands for one label only: \(host) is not covered"
    )
    return true
  }
}
