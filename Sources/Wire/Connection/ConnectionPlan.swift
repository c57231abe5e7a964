import NIOCore
import Notation

/// All that one connection needs to know to carry one request.
struct ConnectionPlan: Sendable {
  var request: HTTPRequest
  /// The request line and headers as HTTP/1 sends them.
  var head: [UInt8]
  var bodyLimit: Int
  var readLimit: Int
  var connectTimeout: TimeAmount
  var tlsTimeout: TimeAmount
  var firstByteTimeout: TimeAmount
  var deadline: NIODeadline
  var source: IPAddress?
  var tls: TLSPlan?
}
