import Diagnostics
import Nginx
import Notation
import Wire

/// The request that nginx makes of a client's, as its proxy_pass and proxy_set_header say.
struct UpstreamRequest: Sendable {
  /// `host:port` or `unix:/path`.
  let address: String
  /// Where it goes, with the client's host.
  var url: WebURL
  let headers: [HTTPHeader]

  /// The Host header as nginx sends it.
  var host: String { headers.first("Host") ?? url.authority }

  /// Nil where no HTTP server is behind the case.
  init?(_ editor: some ConfigurationEditing, address: String? = nil) {
    let answer = editor.answer
    guard answer.handler == .proxy, let upstream = answer.upstream,
      let address = address ?? upstream.addresses.first
    else { return nil }
    self.address = address
    let pass = URLReference(upstream.url)
    let proxyHost = pass.hostAndPort ?? ""
    let client = editor.examined.address
    let values: [String: String] = [
      "host": client.bracketedHost, "http_host": client.authority,
      "proxy_host": proxyHost, "scheme": client.scheme.rawValue, "server_port": "\(client.port)",
      "remote_addr": "127.0.0.1",
      "proxy_add_x_forwarded_for": "127.0.0.1", "server_name": answer.server?.names.first ?? client.bracketedHost,
    ]
    var headers: [HTTPHeader] = []
    for directive in editor.settings?.directives("proxy_set_header") ?? [] where directive.arguments.count == 2 {
      guard let value = Self.evaluated(directive.arguments[1], values), !value.isEmpty else { continue }
      headers.append(HTTPHeader(directive.arguments[0], value))
    }
    if headers.first("Host") == nil { headers.insert(HTTPHeader("Host", proxyHost), at: 0) }
    headers.removeAll { header in ["connection", "upgrade"].contains { header.isNamed($0) } }
    self.headers = headers
    let uri = upstream.uri ?? "/"
    url = WebURL(
      scheme: upstream.isTLS ? .https : .http, host: client.host, target: uri.hasPrefix("/") ? uri : "/" + uri)
    url.credentials = client.credentials
  }

  /// Sends it with some of its headers replaced or added.
  func send(_ requester: Requester, replacing others: [HTTPHeader] = []) async -> Exchange {
    let kept = headers.filter { header in !others.contains { $0.isNamed(header.name) } }
    return await requester.ask(Self.destination(address), for: url, headers: kept + others)
  }

  /// The same request for another target of the client's, where nginx hands targets on as they are or below one prefix.
  func sending(_ target: String, insteadOf old: String) -> UpstreamRequest {
    var other = self
    if url.target == old {
      other.url.target = target
    } else if target != old {
      // The part that location and proxy_pass exchange at the front is the same for every target below one directory.
      let tail = Array(zip(url.target.reversed(), old.reversed()).prefix { $0 == $1 }).count
      let (front, gone) = (url.target.dropLast(tail), old.dropLast(tail))
      other.url.target = target.hasPrefix(gone) ? String(front + target.dropFirst(gone.count)) : target
    }
    return other
  }

  /// Where an address of a configuration leads.
  static func destination(_ address: String) -> ConnectOverride.Destination {
    if address.hasPrefix("unix:") { return .unix(path: String(address.dropFirst(5).prefix { $0 != ":" })) }
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]) else {
      return .host(address.filter { $0 != "[" && $0 != "]" }, port: 80)
    }
    return .host(address[..<colon].filter { $0 != "[" && $0 != "]" }, port: port)
  }

  /// A value with its variables filled in; nil where one of them is not known.
  private static func evaluated(_ text: String, _ values: [String: String]) -> String? {
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let isBraced = rest.first == "{"
      if isBraced { rest = rest.dropFirst() }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0)
      if let value = values[String(name)] {
        result += value
      } else if !name.hasPrefix("http_") {
        return nil
      }
    }
    return result + rest
  }
}
