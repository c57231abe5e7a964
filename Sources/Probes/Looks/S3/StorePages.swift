import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Links into the store that the site's pages show: they name keys that are in use, and how visitors get them.
struct StorePages {
  /// One link.
  struct Link: Sendable, Hashable {
    let page: String
    let url: WebURL
    let key: String?
    let signed: PresignedURL?
  }

  let context: StoreContext

  func links() async -> [Link] {
    var links: [Link] = []
    for target in context.scene.cases where target.origin == .target || target.origin == .page {
      guard let body = context.scene.exchange(target)?.response, Self.isPage(body) else { continue }
      links += self.links(in: body.body, page: target.url)
    }
    if links.isEmpty, let (url, response) = await home() { links = self.links(in: response.body, page: url) }
    var seen: Set<String> = []
    return links.filter { seen.insert($0.key ?? $0.url.target).inserted }
  }

  private static func isPage(_ response: HTTPResponse) -> Bool {
    response.status == 200 && response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true
  }

  /// The first page of the application, asked at its own socket by the name that nginx knows it by.
  private func home() async -> (String, HTTPResponse)? {
    guard let application = context.application, let listener = context.scene.httpListener(of: application) else {
      return nil
    }
    let name = SiteOrigin(context: context).names.first ?? "localhost"
    var options = ExchangeOptions()
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(1), firstByte: .seconds(2), total: .seconds(2))
    let host = ["0.0.0.0", "::", ""].contains(listener.address) ? "127.0.0.1" : listener.address
    options.connectTo = [
      ConnectOverride(
        host: nil, port: nil,
        destination: listener.isUnix ? .unix(path: listener.address) : .host(host, port: listener.port))
    ]
    let url = WebURL(scheme: .http, host: name, target: "/")
    let headers = [HTTPHeader("User-Agent", "servedoctor/\(Tool.version)"), HTTPHeader("X-Forwarded-Proto", "https")]
    let reply = await context.scene.network.exchange(HTTPRequest(url, headers: headers), options: options)
    guard let response = reply.response, Self.isPage(response) else { return nil }
    return (url.description, response)
  }

  private func links(in body: [UInt8], page: String) -> [Link] {
    let text = String(decoding: body.prefix(512 * 1024), as: UTF8.self)
    var links: [Link] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "://"), links.count < 200 {
      let before = rest[..<mark.lowerBound]
      let scheme = before.hasSuffix("https") ? "https" : before.hasSuffix("http") ? "http" : nil
      let tail = rest[mark.upperBound...].prefix { !"\"'<> )\n\t\\".contains($0) }
      rest = rest[tail.endIndex...]
      guard let scheme, let url = try? WebURL(parsing: "\(scheme)://\(String(tail).replacingAll("&amp;", by: "&"))")
      else {
        continue
      }
      let signed = PresignedURL(url)
      let key = StoreURL(store: context.store).key(of: url)
      if signed != nil || key != nil { links.append(Link(page: page, url: url, key: key, signed: signed)) }
    }
    return links
  }
}

/// Which object a URL names.
struct StoreURL {
  let store: ObjectStore

  /// The key, decoded; nil for a URL that leads elsewhere.
  func key(of url: WebURL) -> String? {
    let path = String(url.target.prefix { $0 != "?" && $0 != "#" })
    for base in bases where base.host == url.host && base.port == url.port {
      var prefix = String(base.target.prefix { $0 != "?" })
      while prefix.hasSuffix("/") { prefix.removeLast() }
      guard path.hasPrefix(prefix + "/"), path.count > prefix.count + 1 else { continue }
      return String(decoding: PercentEncoding.decode(path.dropFirst(prefix.count + 1)), as: UTF8.self)
    }
    return nil
  }

  /// Where the bucket's objects may stand, the most telling first: in the bucket by path, before the host, the public base.
  private var bases: [WebURL] {
    var bases: [WebURL] = []
    if let base = store.base {
      bases.append(S3Endpoint(base: base, bucket: store.bucket.value, style: .path).url())
      bases.append(S3Endpoint(base: base, bucket: store.bucket.value, style: .virtualHost).url())
    }
    if let open = store.publicBase { bases.append(open) }
    return bases
  }
}

/// The address of the site whose pages use the store.
struct SiteOrigin {
  let context: StoreContext

  /// `https://shop.example.org`; nil where nothing names the site.
  var origin: String? {
    if let own = context.application?.setting(named: "SITE_URL"), let url = try? WebURL(parsing: own.value) {
      return url.origin
    }
    for url in context.scene.options.urls
    where StoreURL(store: context.store).key(of: url) == nil && names.contains(url.host) {
      return url.origin
    }
    return servers.first { !$0.name.isEmpty }.map { "\($0.isTLS ? "https" : "http")://\($0.name)" }
  }

  var names: [String] { servers.map(\.name) }

  private var servers: [(name: String, isTLS: Bool)] {
    context.scene.nginx.flatMap { instance in
      instance.configuration.servers.flatMap { server in
        server.names.filter { !$0.isEmpty && $0 != "_" && $0 != "localhost" && !$0.contains("*") && !$0.hasPrefix("~") }
          .map { ($0, server.listens.contains(where: \.isTLS)) }
      }
    }
  }
}
