/// The checks nginx makes of a `listen` (`ngx_parse_url`, `ngx_http_core_listen`).
enum ListenCheck {
  private static let plain: Set<String> = [
    "default_server", "default", "bind", "deferred", "reuseport", "ssl", "http2", "spdy", "proxy_protocol", "quic",
    "ipv6only=on", "ipv6only=off", "multipath",
  ]

  private static let valued = [
    "setfib=", "fastopen=", "backlog=", "rcvbuf=", "sndbuf=", "accept_filter=", "so_keepalive=",
  ]

  static func problem(_ directive: Directive) -> String? {
    guard let address = directive.arguments.first else { return nil }
    guard let listen = Listen(directive) else {
      return "invalid address or port in \"\(address)\" of the \"listen\" directive"
    }
    if let host = listen.unresolvedHost, !host.contains(".") {
      return "host not found in \"\(address)\" of the \"listen\" directive"
    }
    let bad = directive.arguments.dropFirst().first { word in
      !plain.contains(word) && !valued.contains { word.hasPrefix($0) && word.utf8.count > $0.utf8.count }
    }
    return bad.map { "invalid parameter \"\($0)\"" }
  }
}
