import NIOCore
import NIOHPACK
import NIOHTTP2

/// Sends one request over one HTTP/2 stream and hands on what comes back.
final class HTTP2StreamHandler: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  private let request: HTTPRequest
  private let collector: HTTP2Collector
  private let report: (HTTP2Client.Progress) -> Void

  init(request: HTTPRequest, collector: HTTP2Collector, report: @escaping (HTTP2Client.Progress) -> Void) {
    self.request = request
    self.collector = collector
    self.report = report
  }

  func channelActive(context: ChannelHandlerContext) {
    let hasBody = !request.body.isEmpty
    let head = HTTP2Frame.FramePayload.Headers(headers: request.http2Headers, endStream: !hasBody)
    context.write(wrapOutboundOut(.headers(head)), promise: nil)
    if hasBody {
      let buffer = context.channel.allocator.buffer(bytes: request.body)
      context.write(wrapOutboundOut(.data(.init(data: .byteBuffer(buffer), endStream: true))), promise: nil)
    }
    context.flush()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    report(.received)
    switch unwrapInboundIn(data) {
    case .headers(let frame):
      collector.take(frame.headers.map { HTTPHeader($0.name, $0.value) })
      if frame.endStream { end() }
    case .data(let frame):
      guard case .byteBuffer(let buffer) = frame.data else { return }
      let wantsMore = collector.take(Array(buffer.readableBytesView))
      if frame.endStream { end() } else if !wantsMore { report(.ended(nil)) }
    case .rstStream: report(.ended(.reset))
    default: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    report(.ended(.malformedResponse(.http2Violation(String(describing: error)))))
  }

  func channelInactive(context: ChannelHandlerContext) {
    report(.ended(.reset))
  }

  private func end() {
    collector.end()
    report(.ended(nil))
  }
}
