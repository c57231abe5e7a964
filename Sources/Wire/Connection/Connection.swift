import NIOCore
import NIOPosix
import NIOSSL
import Notation

/// Opens one connection and lets it carry one request.
struct Connection: Sendable {
  let endpoint: Endpoint
  let plan: ConnectionPlan

  /// Connects and waits for the end; the record is nil when no connection stood.
  func run() async -> (attempt: ConnectAttempt, record: ConnectionRecord?) {
    let start = NIODeadline.now()
    let loop = EventLoops.shared.next()
    let promise = loop.makePromise(of: ConnectionRecord.self)
    let channel = open(loop, promise)
    let (outcome, record) = await withTaskCancellationHandler {
      let outcome = await Connection.outcome(of: channel, promise)
      return (outcome, try? await promise.futureResult.get())
    } onCancel: {
      channel.whenSuccess { $0.close(promise: nil) }
    }
    let end = outcome == .connected ? record?.openedAt ?? .now() : .now()
    let attempt = ConnectAttempt(endpoint: endpoint, outcome: outcome, milliseconds: (end - start).milliseconds)
    return (attempt, outcome == .connected ? record : nil)
  }

  /// Connects and closes at once.
  func touch() async -> ConnectAttempt {
    let start = NIODeadline.now()
    var outcome = ConnectAttempt.Outcome.connected
    do {
      let channel = try await bootstrap(EventLoops.shared.next()).connect(to: endpoint.socketAddress()).get()
      channel.close(promise: nil)
    } catch {
      outcome = ConnectAttempt.Outcome(error)
    }
    let elapsed = (NIODeadline.now() - start).milliseconds
    return ConnectAttempt(endpoint: endpoint, outcome: outcome, milliseconds: elapsed)
  }

  private static func outcome(
    of channel: EventLoopFuture<any Channel>, _ promise: EventLoopPromise<ConnectionRecord>
  ) async -> ConnectAttempt.Outcome {
    do {
      _ = try await channel.get()
      return .connected
    } catch {
      promise.succeed(ConnectionRecord())
      return ConnectAttempt.Outcome(error)
    }
  }

  private func open(
    _ loop: any EventLoop, _ promise: EventLoopPromise<ConnectionRecord>
  ) -> EventLoopFuture<any Channel> {
    do {
      return try bootstrap(loop)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try Connection.prepare(channel, plan, promise) }
        }
        .connect(to: endpoint.socketAddress())
    } catch {
      return loop.makeFailedFuture(error)
    }
  }

  private func bootstrap(_ loop: any EventLoop) throws -> ClientBootstrap {
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(max(.milliseconds(1), min(plan.connectTimeout, plan.deadline - .now())))
    guard let source = plan.source, source.family == endpoint.family else { return bootstrap }
    return bootstrap.bind(to: try Endpoint.tcp(source, port: 0).socketAddress())
  }

  private static func prepare(
    _ channel: any Channel, _ plan: ConnectionPlan, _ promise: EventLoopPromise<ConnectionRecord>
  ) throws {
    let observer = HandshakeObserver()
    if let tls = plan.tls {
      let security = try makeSecurity(tls, observer)
      observer.security = security
      try channel.pipeline.syncOperations.addHandlers([observer, security])
    }
    try channel.pipeline.syncOperations.addHandler(
      ExchangeHandler(plan: plan, handshake: observer, promise: promise))
  }

  private static func makeSecurity(_ tls: TLSPlan, _ observer: HandshakeObserver) throws -> NIOSSLClientHandler {
    switch tls.mode {
    case .verifying:
      try NIOSSLClientHandler(context: tls.context, serverHostname: tls.serverName)
    case .inspecting:
      try NIOSSLClientHandler(context: tls.context, serverHostname: tls.serverName) { chain, verdict in
        observer.presented = chain.compactMap {
          (try? $0.toDERBytes()).flatMap { CertificateSummary(parsing: $0) }
        }
        verdict.succeed(.certificateVerified)
      }
    }
  }
}
