import NIOCore
import NIOHTTP2
import NIOSSL
import NIOTLS

/// Carries one request over one connection and records what comes back, until an end that is always reached.
final class ExchangeHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let plan: ConnectionPlan
  private let handshake: HandshakeObserver
  private let promise: EventLoopPromise<ConnectionRecord>
  private var record = ConnectionRecord()
  private var decoder: ResponseDecoder
  private var stageAlarm: Scheduled<Void>?
  private var deadlineAlarm: Scheduled<Void>?
  private var withheldBody: [UInt8] = []
  private var http2: HTTP2Collector?
  private var isDone = false

  init(plan: ConnectionPlan, handshake: HandshakeObserver, promise: EventLoopPromise<ConnectionRecord>) {
    self.plan = plan
    self.handshake = handshake
    self.promise = promise
    decoder = ResponseDecoder(
      method: plan.request.method, stopsAtContinue: plan.request.expectsContinue && plan.request.body.isEmpty,
      bodyLimit: plan.bodyLimit, readLimit: plan.readLimit)
  }

  func channelActive(context: ChannelHandlerContext) {
    record.openedAt = .now()
    record.local = Endpoint(context.localAddress)
    deadlineAlarm = alarm(context, at: plan.deadline, .totalTimeout)
    if plan.tls == nil {
      send(context)
    } else {
      stageAlarm = alarm(context, at: .now() + plan.tlsTimeout, .tlsTimeout)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent, let tls = plan.tls else { return }
    record.securedAt = .now()
    stageAlarm?.cancel()
    let outcome = handshake.completed(tls, negotiated: negotiated)
    record.tls = outcome
    if tls.allowsSending(after: outcome) {
      if negotiated == "h2" { sendOverHTTP2(context) } else { send(context) }
    } else {
      finish(context, .tlsFailure)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // Frames of the HTTP/2 connection itself come by here, too; the stream has a handler of its own.
    guard !isDone, http2 == nil else { return }
    noteFirstByte()
    decoder.consume(Array(unwrapInboundIn(data).readableBytesView))
    if decoder.wasToldToContinue { sendWithheldBody(context) }
    if decoder.isFinished { finish(context, nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOSSLError.uncleanShutdown:
      handshake.sawUncleanShutdown = true
    case is IOError:
      finish(context, isSecuring ? .tlsFailure : .reset, detail: error)
    case is any NIOHTTP2Error:
      finish(context, .malformedResponse(.http2Violation(String(describing: error))))
    default:
      finish(context, plan.tls == nil ? .reset : .tlsFailure, detail: error)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(context, isSecuring ? .tlsFailure : nil)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    finish(context, nil)
  }

  private var isSecuring: Bool { plan.tls != nil && record.securedAt == nil }

  private func noteFirstByte() {
    guard record.firstByteAt == nil else { return }
    record.firstByteAt = .now()
    stageAlarm?.cancel()
  }

  private func beginSending(_ context: ChannelHandlerContext) {
    record.sentAt = .now()
    stageAlarm = alarm(context, at: .now() + plan.firstByteTimeout, .firstByteTimeout)
  }

  private func sendOverHTTP2(_ context: ChannelHandlerContext) {
    beginSending(context)
    let collector = HTTP2Collector(plan: plan)
    http2 = collector
    do {
      try HTTP2Client.open(context, before: self, plan, collector) { progress in
        switch progress {
        case .received: self.noteFirstByte()
        case .ended(let problem): self.finish(context, problem)
        }
      }
    } catch {
      errorCaught(context: context, error: error)
    }
  }

  private func send(_ context: ChannelHandlerContext) {
    beginSending(context)
    if plan.request.expectsContinue {
      withheldBody = plan.request.body
      write(plan.head, context)
      // A server that ignores the expectation waits for the body; curl gives it a second, too.
      if !withheldBody.isEmpty {
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { self.sendWithheldBody(context) }
      }
    } else {
      write(plan.head + plan.request.body, context)
    }
  }

  private func sendWithheldBody(_ context: ChannelHandlerContext) {
    guard !withheldBody.isEmpty, !isDone else { return }
    write(withheldBody, context)
    withheldBody = []
  }

  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
  }

  private func alarm(
    _ context: ChannelHandlerContext, at deadline: NIODeadline, _ problem: ExchangeProblem
  ) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.finish(context, problem) }
  }

  private func finish(_ context: ChannelHandlerContext, _ problem: ExchangeProblem?, detail: (any Error)? = nil) {
    guard !isDone else { return }
    isDone = true
    stageAlarm?.cancel()
    deadlineAlarm?.cancel()
    if let http2 {
      (record.response, record.problem) = http2.finish(problem)
    } else if record.sentAt != nil {
      decoder.endOfStream(problem)
      record.response = decoder.response()
      record.problem = decoder.problem
    } else {
      record.problem = problem
    }
    if plan.tls != nil { recordHandshake(problem, detail) }
    promise.succeed(record)
    context.close(promise: nil)
  }

  private func recordHandshake(_ problem: ExchangeProblem?, _ error: (any Error)?) {
    record.tls?.closedUncleanly = handshake.sawUncleanShutdown
    if let error, problem == .tlsFailure { record.tls?.failures.append(.handshake(String(describing: error))) }
    guard record.tls == nil, record.openedAt != nil else { return }
    record.tls = handshake.failed(problem, error)
    if case .handshakeFailed? = error as? NIOSSLError { record.mayHaveRejectedCertificate = handshake.sawServerHello }
  }
}
