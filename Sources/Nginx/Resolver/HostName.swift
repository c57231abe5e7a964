/// The check nginx makes of a `Host` (`ngx_http_validate_host` of 1.22).
enum HostName {
  /// The host in lower case without port and final dot; nil where nginx answers 400.
  static func validated(_ host: [UInt8]) -> [UInt8]? {
    var hostLength = host.count
    var dotPosition = host.count
    var state = 0  // 0 name, 1 inside an address in brackets, 2 behind the port's colon
    for (index, byte) in host.enumerated() {
      switch byte {
      case UInt8(ascii: "."):
        if dotPosition == index - 1 { return nil }
        dotPosition = index
      case UInt8(ascii: ":"):
        if state == 0 {
          hostLength = index
          state = 2
        }
      case UInt8(ascii: "["):
        if index == 0 { state = 1 }
      case UInt8(ascii: "]"):
        if state == 1 {
          hostLength = index + 1
          state = 2
        }
      case 0, UInt8(ascii: "/"), 1...0x20, 0x7F: return nil
      default: break
      }
    }
    if dotPosition == hostLength - 1 { hostLength -= 1 }
    guard hostLength > 0 else { return nil }
    return Bytes.lowercased(host[..<hostLength])
  }
}
