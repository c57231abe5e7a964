import Diagnostics
import Linux
import SystemPackage
import Wire

/// What strangers get: public URLs, signed links, and answers to the browser's preflight.
struct PublicLook {
  let notes: StoreNotes
  let pages: [StorePages.Link]
  /// Whether signed requests work at all.
  let isUsable: Bool
  /// Some objects of the bucket.
  let samples: [S3Listing.Object]

  func look() async {
    for link in pages { await tellLink(link) }
    for target in notes.scene.options.targets {
      guard let url = try? WireURL(parsing: target) else { continue }
      if let signed = PresignedURL(url) {
        await tellLink(
          .init(page: target, url: url, key: StoreURL(store: notes.store).key(of: url), signed: signed))
      } else if isUsable, let key = notes.key(of: url), !isUpload(target) {
        await tellPublic(url, key)
      }
    }
    if isUsable {
      for link in pages.filter({ $0.signed == nil }).prefix(2) {
        if let key = link.key { await tellPublic(link.url, key) }
      }
      if pages.isEmpty, notes.scene.options.targets.isEmpty { await tellSamples() }
    }
    await tellPreflight()
  }

  private func isUpload(_ target: String) -> Bool { notes.scene.options.uploadURL == target }

  // MARK: public URLs

  /// Objects of the listing at the addresses that the application gives out, where no page shows one.
  private func tellSamples() async {
    guard let base = notes.store.publicBase else { return }
    let refused = await withTaskGroup(of: Bool.self) { group in
      for object in samples {
        group.addTask {
          let url = S3Endpoint(base: base, bucket: "", style: .path).url(key: object.key)
          return await tellPublic(url, object.key)
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    guard refused == samples.count, refused > 0 else { return }
    notes.record(
      "s3.samples-refused",
      "\(refused) objects of the bucket, asked for below \(notes.store[.publicBase]?.value ?? "") without a signature, are all refused",
      ["count": .int(refused), "base": .string(notes.store[.publicBase]?.value ?? "")])
  }

  /// Whether a stranger is refused what the application may read.
  @discardableResult private func tellPublic(_ url: WireURL, _ key: String) async -> Bool {
    let reply = await notes.client.fetch(url, headers: [HTTPHeader("Range", "bytes=0-0")])
    guard reply.exchange.response != nil else { return false }
    let isPage = Self.isPage(reply, of: key)
    notes.record(
      "s3.anonymous", key: key, url: url.description,
      "Without a signature \(url) is answered \(reply.told)\(isPage ? " with a page" : "")",
      ["status": .int(reply.status), "code": .string(reply.code), "allowed": .bool(reply.isSuccess && !isPage)])
    guard !reply.isSuccess || isPage, await notes.client.send(.init(method: "HEAD", key: key))?.isSuccess == true else {
      return false
    }
    if await tellElsewhere(url, key) { return false }
    if isPage || reply.refusal == .key || reply.refusal == .bucket { tellLost(url, key, reply, isPage: isPage) }
    guard reply.status == 403 || reply.status == 401 || reply.refusal == .denied else { return false }
    await tellBlock(url, key)
    return true
  }

  /// A page instead of an object: a console, a web site or the application's own start page answers.
  private static func isPage(_ reply: StoreReply, of key: String) -> Bool {
    reply.isSuccess && reply.header("Content-Type")?.lowercased().hasPrefix("text/html") == true
      && !key.lowercased().hasSuffix(".html") && !key.lowercased().hasSuffix(".htm")
  }

  private func tellLost(_ url: WireURL, _ key: String, _ reply: StoreReply, isPage: Bool) {
    guard let base = notes.store.publicBase, url.host == base.host, url.port == base.port else { return }
    notes.record(
      "s3.public-lost", key: key, url: url.description,
      "\(key) is in the bucket \(notes.bucket), and \(url) \(isPage ? "shows a page instead" : "knows nothing of it (\(reply.told))")",
      [
        "base": .string(notes.store[.publicBase]?.value ?? ""), "answer": isPage ? "page" : "absent",
        "setting": .string(notes.store[.publicBase]?.name ?? ""), "source": Value(notes.store[.publicBase]?.source),
      ])
  }

  /// Another public address under which the object is there: the base leads past the bucket.
  private func tellElsewhere(_ url: WireURL, _ key: String) async -> Bool {
    guard let open = notes.store.publicBase, url.host == open.host else { return false }
    var candidates = [S3Endpoint(base: open, bucket: notes.bucket, style: .path)]
    if let base = notes.store.base, base.host != open.host {
      candidates.append(S3Endpoint(base: base, bucket: notes.bucket, style: .path))
    }
    for candidate in candidates {
      let other = candidate.url(key: key)
      guard other != url, await notes.client.fetch(other, method: "HEAD").isSuccess else { continue }
      var works = candidate.url().description
      while works.hasSuffix("/") { works.removeLast() }
      notes.record(
        "s3.public-elsewhere", key: key, url: url.description,
        "\(key) is public at \(other), not below \(notes.store[.publicBase]?.value ?? "")",
        [
          "base": .string(notes.store[.publicBase]?.value ?? ""), "works": .string(works), "key": .string(key),
          "setting": .string(notes.store[.publicBase]?.name ?? ""), "source": Value(notes.store[.publicBase]?.source),
          "commands": Value(notes.change(.publicBase, to: works)),
        ])
      return true
    }
    return false
  }

  /// Whether a grant to everybody is there and overridden.
  private func tellBlock(_ url: WireURL, _ key: String) async {
    async let block = document([("publicAccessBlock", "")])
    async let list = document([("acl", "")], key: key)
    async let rule = notes.client.send(.init(query: [("policy", "")]))
    // Ceph calls the element BlockPublicAccessBlockConfiguration.
    let set = (await block).flatMap { $0.name.hasSuffix("AccessBlockConfiguration") ? $0.children : nil } ?? []
    let blocks = set.filter { $0.text == "true" }.map(\.name)
    let isGrantedByList = Self.grantsEverybody(await list)
    let policy = String(decoding: (await rule)?.exchange.response?.body ?? [], as: UTF8.self)
    let isGrantedByPolicy = (await rule)?.isSuccess == true && policy.contains("\"*\"") && policy.contains("Allow")
    guard !blocks.isEmpty, isGrantedByList || isGrantedByPolicy else { return }
    let overriding = blocks.filter {
      isGrantedByList ? $0 == "IgnorePublicAcls" : $0 == "RestrictPublicBuckets" || $0 == "BlockPublicPolicy"
    }
    guard !overriding.isEmpty else { return }
    notes.record(
      "s3.public-blocked", key: key, url: url.description,
      "\(key) is public by its \(isGrantedByList ? "access list" : "bucket's policy"), and the bucket's \(overriding.joined(separator: ", ")) overrides that",
      [
        "names": Value(overriding), "by": .string(isGrantedByList ? "acl" : "policy"), "key": .string(key),
        "bucket": .string(notes.bucket),
        "commands": Value([
          "\(notes.tool) s3api put-public-access-block --bucket \(notes.bucket.shellQuoted) --public-access-block-configuration "
            + ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map { name in
              "\(name)=\(overriding.contains(name) ? "false" : "\(blocks.contains(name))")"
            }.joined(separator: ",")
        ]),
      ])
  }

  private func document(_ query: [(String, String)], key: String? = nil) async -> XMLElement? {
    guard case .document(let root)? = await notes.client.send(.init(key: key, query: query))?.answer else { return nil }
    return root
  }

  private static func grantsEverybody(_ root: XMLElement?) -> Bool {
    let grants = root?.first("AccessControlList")?.all("Grant") ?? []
    return grants.contains { grant in
      grant.first("Grantee")?.text(of: "URI")?.hasSuffix("/AllUsers") == true
        && ["READ", "FULL_CONTROL"].contains(grant.text(of: "Permission") ?? "")
    }
  }

  // MARK: signed links

  private func tellLink(_ link: StorePages.Link) async {
    guard let signed = link.signed else { return }
    let age = signed.signedAt.map { Int64(notes.scene.machine.now) - $0 }
    var problem = "none"
    if let end = signed.expiresAt, end < Int64(notes.scene.machine.now) { problem = "expired" }
    if problem == "none", let lifetime = signed.lifetime, lifetime > PresignedURL.longestLifetime {
      problem = await refusal(of: link) == nil ? "none" : "too-long"
    }
    if problem == "none", signed.hasSessionToken { problem = await refusal(of: link) == .token ? "token" : "none" }
    let page = link.page.prefix { $0 != "?" }
    notes.record(
      "s3.signed-link", key: link.key, url: String(page),
      "\(page) \(page == link.url.description.prefix { $0 != "?" } ? "is" : "shows") a link to \(link.url.authority) signed \(age.map { "\($0) s ago" } ?? "at an unknown time") for \(signed.lifetime.map { "\($0) s" } ?? "an unknown time")",
      [
        "problem": .string(problem), "host": .string(link.url.authority),
        "lifetime": Value(signed.lifetime.map { Int($0) }),
        "age": Value(age.map { Int($0) }), "token": .bool(signed.hasSessionToken), "page": .string(String(page)),
      ])
    if problem == "none" { await tellHost(link) }
  }

  /// Why the store does not take a link; reading a byte of it does not use it up.
  private func refusal(of link: StorePages.Link) async -> StoreReply.Refusal? {
    await notes.client.fetch(link.url, headers: [HTTPHeader("Range", "bytes=0-0")]).refusal
  }

  /// Whether visitors can find the host that a link was signed for.
  private func tellHost(_ link: StorePages.Link) async {
    let host = link.url.host
    guard let page = try? WireURL(parsing: link.page), page.host != host, !Self.isInner(page.host) else { return }
    let names = NameSources(
      hosts: notes.scene.machine.text(Place("/etc/hosts")) ?? "",
      resolvConf: notes.scene.machine.text(Place("/etc/resolv.conf")) ?? "")
    var options = ExchangeOptions()
    options.names = names
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(1), connect: .seconds(1), tls: .seconds(1), firstByte: .seconds(1), total: .seconds(2))
    let bare = WireURL(scheme: link.url.scheme, host: host, port: link.url.port)
    var isUnknown = false
    if case .nameResolution? = await exchange(HTTPRequest(bare, method: "HEAD"), options: options).problem {
      isUnknown = true
    }
    guard isUnknown || Self.isInner(host) else { return }
    let setting = notes.store[.endpoint]
    notes.record(
      "s3.link-host", key: link.key, url: link.page,
      "\(link.page) shows links signed for \(link.url.authority)\(isUnknown ? ", a name that does not resolve here" : ", a name for insiders"); a signature holds for its host only",
      [
        "host": .string(link.url.authority), "unknown": .bool(isUnknown), "setting": Value(setting?.name),
        "source": Value(setting?.source),
        "configured": .bool(notes.store.base?.host == host),
      ])
  }

  /// Names that only machines side by side know.
  static func isInner(_ host: String) -> Bool {
    guard host.contains("."), !host.hasSuffix(".local"), !host.hasSuffix(".svc"), !host.hasSuffix(".cluster.local")
    else { return true }
    return host.hasPrefix("127.") || host.hasPrefix("10.") || host.hasPrefix("192.168.") || host.hasPrefix("172.17.")
      || host.hasPrefix("172.18.")
  }

  // MARK: preflight

  /// The address in the bucket that browsers would send files to: named by the user, else where a setting of the
  /// application or the markup of a page says that they do so by themselves.
  private func uploadTarget() -> (WireURL, String)? {
    if let text = notes.scene.options.uploadURL {
      guard let url = try? WireURL(parsing: text), let key = StoreURL(store: notes.store).key(of: url) else {
        return nil
      }
      return (url, key)
    }
    guard isUsable, isDirect, let base = notes.store.base else { return nil }
    let key = "servedoctor-preflight"
    return (S3Endpoint(base: base, bucket: notes.bucket, style: notes.store.style).url(key: key), key)
  }

  private var isDirect: Bool {
    let on: Set<String> = ["1", "true", "yes", "on"]
    let settings = notes.application?.environment ?? [:]
    let isSet = settings.contains {
      $0.key.uppercased().contains("DIRECT_UPLOAD") && on.contains($0.value.lowercased())
    }
    return isSet
      || notes.scene.cases.contains { one in
        let body = notes.scene.exchange(one)?.response?.body ?? []
        return String(decoding: body.prefix(1 << 18), as: UTF8.self).contains("data-direct-upload-url")
      }
  }

  /// The browser's question before it sends a file to the store by itself.
  private func tellPreflight() async {
    guard let origin = SiteOrigin(notes: notes).origin, let (url, key) = uploadTarget() else { return }
    let text = url.description
    let reply = await notes.client.fetch(
      url, method: "OPTIONS",
      headers: [
        HTTPHeader("Origin", origin), HTTPHeader("Access-Control-Request-Method", "PUT"),
        HTTPHeader("Access-Control-Request-Headers", "content-type"),
      ])
    guard reply.exchange.response != nil else { return }
    let allowed = reply.header("Access-Control-Allow-Origin")
    let methods = reply.header("Access-Control-Allow-Methods")?.uppercased() ?? "PUT"
    let isAllowed = reply.isSuccess && (allowed == "*" || allowed == origin) && methods.contains("PUT")
    let rules = isUsable ? await notes.client.send(.init(query: [("cors", "")])) : nil
    var state = "unknown"
    if rules?.code == "NoSuchCORSConfiguration" { state = "none" }
    if case .document(let root)? = rules?.answer, root.name == "CORSConfiguration" { state = "no-match" }
    let rule =
      "{\"CORSRules\":[{\"AllowedOrigins\":[\"\(origin)\"],\"AllowedMethods\":[\"GET\",\"PUT\"],\"AllowedHeaders\":[\"content-type\"],\"MaxAgeSeconds\":3600}]}"
    notes.record(
      "s3.preflight", key: key, url: text,
      "A browser on \(origin) that asks whether it may PUT to \(url) is answered \(reply.told)\(allowed.map { " with Access-Control-Allow-Origin \($0)" } ?? " without Access-Control-Allow-Origin")"
        + (state == "none"
          ? "; the bucket has no CORS rule" : state == "no-match" ? "; no CORS rule of the bucket covers it" : ""),
      [
        "origin": .string(origin), "method": "PUT", "allowed": .bool(isAllowed), "rules": .string(state),
        "status": .int(reply.status), "bucket": .string(notes.bucket),
        "commands": Value([
          "\(notes.tool) s3api put-bucket-cors --bucket \(notes.bucket.shellQuoted) --cors-configuration \(rule.shellQuoted)"
        ]),
      ])
  }
}
