import NIOHPACK
import Notation

extension HTTPRequest {
  /// The header block of RFC 9113, section 8.3.1: pseudo headers first, names in lower case, nothing about connections.
  var http2Headers: HPACKHeaders {
    var result = HPACKHeaders([
      (":method", method), (":scheme", url.scheme.rawValue), (":authority", headers.first("Host") ?? url.authority),
      (":path", url.target),
    ])
    let dropped = ["host", "connection", "transfer-encoding", "keep-alive", "upgrade", "proxy-connection", "expect"]
    for header in completeHeaders where !dropped.contains(header.name.lowercased()) {
      result.add(name: header.name.lowercased(), value: header.value)
    }
    return result
  }
}
