import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// Signed links: until when they hold, and for which host. None is used up.
struct SignedLinkLook {
  let context: StoreContext

  /// What is wrong with a link, if it is a signed one.
  func record(_ link: StorePages.Link) async {
    guard let signed = link.signed else { return }
    let age = signed.signedAt.map { context.scene.machine.now - $0 }
    var problem = S3SignedLink.Problem.none
    if let end = signed.expiresAt, end < context.scene.machine.now { problem = .expired }
    if problem == .none, let lifetime = signed.lifetime, lifetime > PresignedURL.longestLifetime {
      problem = await refusal(of: link) == nil ? .none : .tooLong
    }
    if problem == .none, signed.hasSessionToken { problem = await refusal(of: link) == .token ? .token : .none }
    let page = link.page.prefix { $0 != "?" }
    context.record(
      S3SignedLink(
        age: age.map { Int($0) }, host: link.url.authority, lifetime: signed.lifetime.map { Int($0) },
        page: String(page), problem: problem, token: signed.hasSessionToken),
      key: link.key, url: String(page),
      "\(page) \(page == link.url.description.prefix { $0 != "?" } ? "is" : "shows") a link to \(link.url.authority) signed \(age.map { "\($0) s ago" } ?? "at an unknown time") for \(signed.lifetime.map { "\($0) s" } ?? "an unknown time")"
    )
    if problem == .none { await recordHost(link) }
  }

  /// Why the store does not take a link; reading a byte of it does not use it up.
  private func refusal(of link: StorePages.Link) async -> StoreReply.Refusal? {
    await context.client.fetch(link.url, headers: [HTTPHeader("Range", "bytes=0-0")]).refusal
  }

  /// Whether visitors can find the host that a link was signed for.
  private func recordHost(_ link: StorePages.Link) async {
    let host = link.url.host
    guard let page = try? WebURL(parsing: link.page), page.host != host, !Self.isInner(page.host) else { return }
    let names = NameSources(
      hosts: context.scene.machine.text(Place("/etc/hosts")) ?? "",
      resolvConf: context.scene.machine.text(Place("/etc/resolv.conf")) ?? "")
    var options = ExchangeOptions()
    options.names = names
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(1), tls: .seconds(1), firstByte: .seconds(1), total: .seconds(2))
    let bare = WebURL(scheme: link.url.scheme, host: host, port: link.url.port)
    var isUnknown = false
    if case .nameResolution? = await context.scene.network.exchange(HTTPRequest(bare, method: "HEAD"), options: options)
      .problem
    {
      isUnknown = true
    }
    guard isUnknown || Self.isInner(host) else { return }
    let setting = context.store[.endpoint]
    context.record(
      S3LinkHost(
        configured: context.store.base?.host == host, host: link.url.authority, setting: setting?.name,
        source: setting?.source, unknown: isUnknown), key: link.key, url: link.page,
      "\(link.page) shows links signed for \(link.url.authority)\(isUnknown ? ", a name that does not resolve here" : ", a name for insiders"); a signature holds for its host only"
    )
  }

  /// Names that only machines side by side know.
  static func isInner(_ host: String) -> Bool {
    guard host.contains("."), !host.hasSuffix(".local"), !host.hasSuffix(".svc"), !host.hasSuffix(".cluster.local")
    else { return true }
    return host.hasPrefix("127.") || host.hasPrefix("10.") || host.hasPrefix("192.168.") || host.hasPrefix("172.17.")
      || host.hasPrefix("172.18.")
  }
}
