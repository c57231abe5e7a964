import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// What strangers get at public URLs.
struct PublicLook {
  let context: StoreContext
  let pages: [StorePages.Link]
  /// Whether signed requests work at all.
  let isUsable: Bool
  /// Some objects of the bucket.
  let samples: [S3Listing.Object]

  func look() async {
    let signedLinks = SignedLinkLook(context: context)
    for link in pages { await signedLinks.record(link) }
    for url in context.scene.options.urls {
      if let signed = PresignedURL(url) {
        await signedLinks.record(
          .init(page: "\(url)", url: url, key: StoreURL(store: context.store).key(of: url), signed: signed))
      } else if isUsable, let key = context.key(of: url), url != context.scene.options.uploadURL {
        await recordPublic(url, key)
      }
    }
    if isUsable {
      for link in pages.filter({ $0.signed == nil }).prefix(2) {
        if let key = link.key { await recordPublic(link.url, key) }
      }
      if pages.isEmpty, context.scene.options.targets.isEmpty { await recordSamples() }
    }
    await PreflightLook(context: context, isUsable: isUsable).look()
  }

  /// Objects of the listing at the addresses that the application gives out, where no page shows one.
  private func recordSamples() async {
    guard let base = context.store.publicBase else { return }
    let refused = await withTaskGroup(of: Bool.self) { group in
      for object in samples {
        group.addTask {
          let url = S3Endpoint(base: base, bucket: "", style: .path).url(key: object.key)
          return await recordPublic(url, object.key)
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    guard refused == samples.count, refused > 0 else { return }
    context.record(
      S3SamplesRefused(base: context.store[.publicBase]?.value ?? "", count: refused),
      "\(refused) objects of the bucket, asked for below \(context.store[.publicBase]?.value ?? "") without a signature, are all refused"
    )
  }

  /// Whether a stranger is refused what the application may read.
  @discardableResult private func recordPublic(_ url: WebURL, _ key: String) async -> Bool {
    let reply = await context.client.fetch(url, headers: [HTTPHeader("Range", "bytes=0-0")])
    guard reply.exchange.response != nil else { return false }
    let isPage = Self.isPage(reply, of: key)
    context.record(
      S3Anonymous(allowed: reply.isSuccess && !isPage, code: reply.code, status: reply.status), key: key,
      url: url.description, "Without a signature \(url) is answered \(reply.told)\(isPage ? " with a page" : "")")
    guard !reply.isSuccess || isPage, await context.client.send(.init(method: "HEAD", key: key))?.isSuccess == true
    else {
      return false
    }
    if await recordElsewhere(url, key) { return false }
    if isPage || reply.refusal == .key || reply.refusal == .bucket { recordLost(url, key, reply, isPage: isPage) }
    guard reply.status == 403 || reply.status == 401 || reply.refusal == .denied else { return false }
    await recordBlock(url, key)
    return true
  }

  /// A page instead of an object: a console, a web site or the application's own start page answers.
  private static func isPage(_ reply: StoreReply, of key: String) -> Bool {
    reply.isSuccess && reply.header("Content-Type")?.lowercased().hasPrefix("text/html") == true
      && !key.lowercased().hasSuffix(".html") && !key.lowercased().hasSuffix(".htm")
  }

  private func recordLost(_ url: WebURL, _ key: String, _ reply: StoreReply, isPage: Bool) {
    guard let base = context.store.publicBase, url.host == base.host, url.port == base.port else { return }
    context.record(
      S3PublicLost(
        answer: isPage ? .page : .absent, base: context.store[.publicBase]?.value ?? "",
        setting: context.store[.publicBase]?.name ?? "", source: context.store[.publicBase]?.source), key: key,
      url: url.description,
      "\(key) is in the bucket \(context.bucket), and \(url) \(isPage ? "shows a page instead" : "knows nothing of it (\(reply.told))")"
    )
  }

  /// Another public address under which the object is there: the base leads past the bucket.
  private func recordElsewhere(_ url: WebURL, _ key: String) async -> Bool {
    guard let open = context.store.publicBase, url.host == open.host else { return false }
    var candidates = [S3Endpoint(base: open, bucket: context.bucket, style: .path)]
    if let base = context.store.base, base.host != open.host {
      candidates.append(S3Endpoint(base: base, bucket: context.bucket, style: .path))
    }
    for candidate in candidates {
      let other = candidate.url(key: key)
      guard other != url, await context.client.fetch(other, method: "HEAD").isSuccess else { continue }
      var works = candidate.url().description
      while works.hasSuffix("/") { works.removeLast() }
      context.record(
        S3PublicElsewhere(
          base: context.store[.publicBase]?.value ?? "", commands: context.change(.publicBase, to: works), key: key,
          setting: context.store[.publicBase]?.name ?? "", source: context.store[.publicBase]?.source, works: works),
        key: key, url: url.description,
        "\(key) is public at \(other), not below \(context.store[.publicBase]?.value ?? "")")
      return true
    }
    return false
  }

  /// Whether a grant to everybody is there and overridden.
  private func recordBlock(_ url: WebURL, _ key: String) async {
    async let block = document([("publicAccessBlock", "")])
    async let list = document([("acl", "")], key: key)
    async let rule = context.client.send(.init(query: [("policy", "")]))
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
    context.record(
      S3PublicBlocked(
        bucket: context.bucket, by: isGrantedByList ? .acl : .policy,
        commands: [
          "\(context.tool) s3api put-public-access-block --bucket \(context.bucket.shellQuoted) --public-access-block-configuration "
            + ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map { name in
              "\(name)=\(overriding.contains(name) ? "false" : "\(blocks.contains(name))")"
            }.joined(separator: ",")
        ], key: key, names: overriding), key: key, url: url.description,
      "\(key) is public by its \(isGrantedByList ? "access list" : "bucket's policy"), and the bucket's \(overriding.joined(separator: ", ")) overrides that"
    )
  }

  private func document(_ query: [(String, String)], key: String? = nil) async -> XMLElement? {
    guard case .document(let root)? = await context.client.send(.init(key: key, query: query))?.answer else {
      return nil
    }
    return root
  }

  private static func grantsEverybody(_ root: XMLElement?) -> Bool {
    let grants = root?.first("AccessControlList")?.all("Grant") ?? []
    return grants.contains { grant in
      grant.first("Grantee")?.text(of: "URI")?.hasSuffix("/AllUsers") == true
        && ["READ", "FULL_CONTROL"].contains(grant.text(of: "Permission") ?? "")
    }
  }
}
