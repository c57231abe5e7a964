import NIOCore

/// Puts one question over TCP, where a two-byte length precedes each message, and waits for its answer.
final class DNSStreamHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let question: DNSQuestion
  private let promise: EventLoopPromise<DNSReply>
  private var received: [UInt8] = []

  init(question: DNSQuestion, promise: EventLoopPromise<DNSReply>) {
    self.question = question
    self.promise = promise
  }

  func channelActive(context: ChannelHandlerContext) {
    var buffer = context.channel.allocator.buffer(capacity: question.bytes.count + 2)
    buffer.writeInteger(UInt16(question.bytes.count))
    buffer.writeBytes(question.bytes)
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += Array(unwrapInboundIn(data).readableBytesView)
    guard received.count >= 2 else { return }
    let length = Int(received[0]) << 8 | Int(received[1])
    guard received.count >= length + 2 else { return }
    promise.succeed(question.reply(from: Array(received[2..<length + 2])) ?? .malformed)
  }

  func channelInactive(context: ChannelHandlerContext) {
    promise.succeed(.malformed)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.succeed(DNSReply(error))
  }
}
