import NIOCore
import NIOPosix
import Notation

/// Asks one name server over UDP, and over TCP when the answer does not fit (RFC 1035, section 4.2).
struct DNSClient: Sendable {
  let loop: any EventLoop
  let server: IPAddress
  let port: Int
  let timeout: TimeAmount

  /// Puts one question; every way it can end is an outcome.
  func ask(_ name: String, _ type: DNSRecordType) async -> DNSQuery {
    let start = NIODeadline.now()
    var reply = DNSReply.malformed
    if let question = DNSQuestion(name, type) {
      reply = await overUDP(question)
      if reply.isTruncated { reply = await overTCP(question) }
    }
    let elapsed = (NIODeadline.now() - start).milliseconds
    return DNSQuery(
      name: name, type: type, server: server, outcome: reply.outcome(for: type), milliseconds: elapsed)
  }

  private func overUDP(_ question: DNSQuestion) async -> DNSReply {
    await exchange { address, promise in
      DatagramBootstrap(group: loop)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(DNSDatagramHandler(question: question, promise: promise))
          }
        }
        .connect(to: address)
        .flatMap { channel in
          let envelope = AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: question.bytes))
          return channel.writeAndFlush(envelope).map { channel }
        }
    }
  }

  private func overTCP(_ question: DNSQuestion) async -> DNSReply {
    await exchange { address, promise in
      ClientBootstrap(group: loop)
        .connectTimeout(timeout)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(DNSStreamHandler(question: question, promise: promise))
          }
        }
        .connect(to: address)
    }
  }

  private func exchange(
    _ open: (SocketAddress, EventLoopPromise<DNSReply>) -> EventLoopFuture<any Channel>
  ) async -> DNSReply {
    guard let address = try? SocketAddress(packedIPAddress: ByteBuffer(bytes: server.bytes), port: port) else {
      return .malformed
    }
    let promise = loop.makePromise(of: DNSReply.self)
    let channel = open(address, promise)
    channel.whenFailure { promise.succeed(DNSReply($0)) }
    let alarm = loop.scheduleTask(in: timeout) { promise.succeed(.timedOut) }
    let reply = (try? await promise.futureResult.get()) ?? .timedOut
    alarm.cancel()
    channel.whenSuccess { $0.close(promise: nil) }
    return reply
  }
}
