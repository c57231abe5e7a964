import Notation

extension HTTPRequest {
  /// Whether the body is held back until the server asks for it (RFC 9110, section 10.1.1).
  var expectsContinue: Bool {
    headers.members("Expect").contains { $0.lowercased() == "100-continue" }
  }

  /// The headers with those that every exchange needs: Host, User-Agent, Accept, Connection and the body's length.
  public var completeHeaders: [HTTPHeader] {
    var result = headers
    let add = { (name: String, value: String) in
      if result.first(name) == nil { result.append(HTTPHeader(name, value)) }
    }
    if result.first("Host") == nil { result.insert(HTTPHeader("Host", url.authority), at: 0) }
    add("User-Agent", "servedoctor")
    add("Accept", "*/*")
    if let credentials = url.credentials { add("Authorization", credentials.authorization) }
    if !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method), result.first("Transfer-Encoding") == nil {
      add("Content-Length", String(body.count))
    }
    add("Connection", "close")
    return result
  }

  /// The request line and header block; nil where a part of them would break out of its place.
  func encodedHead() -> [UInt8]? {
    let token = { (text: String) in !text.isEmpty && text.utf8.allSatisfy(HTTPRequest.isTokenByte) }
    let isSafe = { (text: String) in !text.utf8.contains { $0 == 0x0a || $0 == 0x0d || $0 == 0 } }
    let isTarget = !url.target.isEmpty && url.target.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    guard token(method), isTarget else { return nil }
    var text = "\(method) \(url.target) \(version)\r\n"
    for header in completeHeaders {
      guard token(header.name), isSafe(header.value) else { return nil }
      text += "\(header.name): \(header.value)\r\n"
    }
    return Array((text + "\r\n").utf8)
  }

  /// Whether a byte may stand in a token (RFC 9110, section 5.6.2).
  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
    }
  }
}
