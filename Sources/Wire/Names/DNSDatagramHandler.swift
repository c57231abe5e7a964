import NIOCore

/// Waits on a connected UDP socket for the answer to one question.
final class DNSDatagramHandler: ChannelInboundHandler {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>

  private let question: DNSQuestion
  private let promise: EventLoopPromise<DNSReply>

  init(question: DNSQuestion, promise: EventLoopPromise<DNSReply>) {
    self.question = question
    self.promise = promise
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = Array(unwrapInboundIn(data).data.readableBytesView)
    if let reply = question.reply(from: bytes) { promise.succeed(reply) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.succeed(DNSReply(error))
  }
}
