import NIOCore
import NIOHPACK
import NIOHTTP2

/// Turns a secured connection into an HTTP/2 one that carries a single stream.
enum HTTP2Client {
  /// What a stream tells the connection's handler.
  enum Progress {
    /// Some part of an answer has come.
    case received
    /// Nothing more will come.
    case ended(ExchangeProblem?)
  }

  /// Puts HTTP/2 before a handler and opens the stream.
  static func open(
    _ context: ChannelHandlerContext, before handler: any ChannelHandler, _ plan: ConnectionPlan,
    _ collector: HTTP2Collector, report: @escaping (Progress) -> Void
  ) throws {
    var connection = NIOHTTP2Handler.ConnectionConfiguration()
    connection.initialSettings = [
      HTTP2Setting(parameter: .enablePush, value: 0),
      HTTP2Setting(parameter: .maxHeaderListSize, value: ResponseDecoder.headLimit),
    ]
    // A wrong Content-Length is to be seen, not refused.
    connection.contentLengthValidation = .disabled
    connection.targetWindowSize = 1 << 20
    var stream = NIOHTTP2Handler.StreamConfiguration()
    stream.targetWindowSize = 1 << 20
    let http2 = NIOHTTP2Handler(
      mode: .client, eventLoop: context.eventLoop, connectionConfiguration: connection, streamConfiguration: stream,
      inboundStreamInitializer: { $0.close() })
    try context.pipeline.syncOperations.addHandler(http2, position: .before(handler))
    let parts = NIOLoopBound((plan, collector, report), eventLoop: context.eventLoop)
    try http2.syncMultiplexer().createStreamChannel(promise: nil) { channel in
      channel.eventLoop.makeCompletedFuture {
        let (plan, collector, report) = parts.value
        let handler = HTTP2StreamHandler(request: plan.request, collector: collector, report: report)
        try channel.pipeline.syncOperations.addHandler(handler)
      }
    }
  }
}
