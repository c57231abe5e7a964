import NIOCore
import Notation

/// Sends one request over a connection of its own and returns all that was seen; never throws, always ends in time.
public func exchange(_ request: HTTPRequest, options: ExchangeOptions = ExchangeOptions()) async -> Exchange {
  var run = ExchangeRun(request, options)
  await run.perform()
  return run.result
}

/// Connects where an exchange with the request would, sends nothing and closes; all that was seen, with no response.
public func touch(_ request: HTTPRequest, options: ExchangeOptions = ExchangeOptions()) async -> Exchange {
  var run = ExchangeRun(request, options)
  await run.touch()
  return run.result
}

/// One exchange on its way: resolve, connect, secure, send, read.
struct ExchangeRun {
  let request: HTTPRequest
  let options: ExchangeOptions
  /// Addresses found earlier, so that a chain of redirects stays with them.
  var pinned: Resolution?
  var result: Exchange
  /// The application protocols offered in the TLS handshake, best first.
  var protocols: [String]
  /// Whether the handshake failed in a way that a certificate that is not trusted would explain.
  private var mayHaveRejectedCertificate = false
  private let start = NIODeadline.now()

  init(_ request: HTTPRequest, _ options: ExchangeOptions) {
    self.request = request
    self.options = options
    result = Exchange(request)
    protocols = options.http2.firstOffer
  }

  private var deadline: NIODeadline { start + TimeAmount(options.timeouts.total) }

  mutating func perform() async {
    if let head = request.encodedHead() {
      let endpoints = await findEndpoints()
      await connect(to: endpoints, head)
    } else {
      result.problem = .invalidRequest
    }
    result.timings.total = (NIODeadline.now() - start).milliseconds
  }

  mutating func touch() async {
    let endpoints = await findEndpoints()
    guard let plan = plan([]) else {
      result.problem = .tlsFailure
      return
    }
    for endpoint in endpoints where .now() < deadline {
      let attempt = await Connection(endpoint: endpoint, plan: plan).touch()
      result.attempts.append(attempt)
      guard attempt.outcome != .connected else {
        result.peer = endpoint
        return
      }
    }
    if result.problem == nil { result.problem = connectProblem }
  }

  private mutating func findEndpoints() async -> [Endpoint] {
    let override = options.connectTo.first { $0.matches(request.url) }?.destination
    var (host, port) = (request.url.host, request.url.port)
    switch override {
    case .unix(let path): return [.unix(path: path)]
    case .host(let name, let other): (host, port) = (name, other ?? port)
    case nil: break
    }
    let resolution = await resolve(host)
    result.resolution = resolution
    if let failure = resolution.failure { result.problem = .nameResolution(failure) }
    return resolution.addresses.map { .tcp($0, port: port) }
  }

  private mutating func resolve(_ host: String) async -> Resolution {
    if let pinned, pinned.name == host { return pinned }
    let began = NIODeadline.now()
    let budget = min(options.timeouts.resolve, options.timeouts.total)
    let resolver = NameResolver(sources: options.names, families: options.families, within: budget)
    let resolution = await resolver.resolve(host)
    result.timings.dns = (NIODeadline.now() - began).milliseconds
    return resolution
  }

  /// The plan for one connection; nil where TLS is needed and cannot be set up.
  private func plan(_ head: [UInt8]) -> ConnectionPlan? {
    let tls = request.url.scheme == .https ? tlsPlan(inspecting: false) : nil
    if request.url.scheme == .https, tls == nil { return nil }
    return ConnectionPlan(
      request: request, head: head, bodyLimit: options.bodyLimit, readLimit: options.readLimit,
      connectTimeout: TimeAmount(options.timeouts.connect), tlsTimeout: TimeAmount(options.timeouts.tls),
      firstByteTimeout: TimeAmount(options.timeouts.firstByte), deadline: deadline, source: options.sourceAddress,
      tls: tls)
  }

  private mutating func connect(to endpoints: [Endpoint], _ head: [UInt8]) async {
    guard let plan = plan(head) else {
      result.problem = .tlsFailure
      return
    }
    await connect(to: endpoints, plan)
    if options.triesEveryFamily { await tryOtherFamilies(endpoints, plan) }
  }

  private mutating func connect(to endpoints: [Endpoint], _ plan: ConnectionPlan) async {
    let began = NIODeadline.now()
    for endpoint in endpoints {
      if deadline <= .now() { break }
      let (attempt, record) = await Connection(endpoint: endpoint, plan: plan).run()
      result.attempts.append(attempt)
      guard let record else { continue }
      result.timings.connect = record.openedAt.map { ($0 - began).milliseconds }
      return await take(record, from: endpoint, plan)
    }
    if result.problem == nil { result.problem = connectProblem }
  }

  /// Connects to one address of each family that was not needed, and sends nothing there.
  private mutating func tryOtherFamilies(_ endpoints: [Endpoint], _ plan: ConnectionPlan) async {
    for family in options.families where !result.attempts.contains(where: { $0.endpoint.family == family }) {
      guard let endpoint = endpoints.first(where: { $0.family == family }), .now() < deadline else { continue }
      result.attempts.append(await Connection(endpoint: endpoint, plan: plan).touch())
    }
  }

  /// A refusal tells more than silence, and silence more than a family that has no route.
  private var connectProblem: ExchangeProblem? {
    let problems = result.attempts.compactMap(\.outcome.problem)
    if deadline <= .now(), problems.isEmpty { return .totalTimeout }
    return problems.first { $0 == .refused } ?? problems.first { $0 == .connectTimeout } ?? problems.last
  }

  private mutating func take(_ record: ConnectionRecord, from endpoint: Endpoint, _ plan: ConnectionPlan) async {
    adopt(record, from: endpoint)
    if insistsOnHTTP2 { await repeatOverHTTP2(endpoint, plan) }
    if mayHaveRejectedCertificate { await inspect(endpoint, plan) }
  }

  mutating func adopt(_ record: ConnectionRecord, from endpoint: Endpoint) {
    result.peer = endpoint
    result.local = record.local
    result.tls = record.tls
    result.response = record.response
    result.problem = record.problem
    result.timings.tls = interval(record.openedAt, record.securedAt)
    result.timings.firstByte = interval(record.sentAt, record.firstByteAt)
    mayHaveRejectedCertificate = record.mayHaveRejectedCertificate
  }

  func interval(_ from: NIODeadline?, _ to: NIODeadline?) -> Double? {
    guard let from, let to else { return nil }
    return (to - from).milliseconds
  }
}
