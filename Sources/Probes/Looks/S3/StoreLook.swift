import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// One store: whether it can be reached, is a store at all, and takes the application's key for the bucket.
struct StoreLook {
  var context: StoreContext
  /// Whether a role stands in for the key, as far as anything tells.
  var isLent = false
  var store: ObjectStore { context.store }

  init(store: ObjectStore, scene: Scene, recorder: Recorder) {
    context = StoreContext(store: store, scene: scene, recorder: recorder)
  }

  mutating func look() async {
    await askRole()
    let source = store.bucket.source
    context.record(
      S3Store(
        bucket: context.bucket, endpoint: context.endpoint, region: store.region, source: source,
        style: store.style == .path ? .path : .virtual),
      "\(context.who) the bucket \(context.bucket) at \(context.endpoint) (\(source))")
    StoreLog(context: context).record()
    guard store.base != nil else {
      return context.record(
        S3Unreachable(endpoint: store[.endpoint]?.value, reason: .noUrl, setting: store[.endpoint]?.name),
        "\(store[.endpoint]?.value ?? "") is no address of a store")
    }
    let pages = await StorePages(context: context).links()
    let seen = await seenObjects()
    let isUsable = seen != nil
    let samples = Self.samples(of: seen ?? [])
    let links = PublicLook(context: context, pages: pages, isUsable: isUsable, samples: samples)
    guard isUsable else { return await links.look() }
    async let objects: Void = KeyLook(context: context, pages: pages, samples: samples).look()
    async let open: Void = links.look()
    async let bucket: Void = BucketLook(context: context).look()
    async let assets: Void = AssetsLook(context: context).look()
    _ = await (objects, open, bucket, assets)
    if context.scene.options.isWriteTesting { await StoreWriteTest(context: context).run() }
  }

  /// Three of the newest objects whose names say what they are.
  static func samples(of objects: [S3Listing.Object]) -> [S3Listing.Object] {
    let typed = objects.filter {
      ($0.size ?? 0) > 0 && ExpectedType.types(of: ExpectedType.fileExtension(ofURL: "http://x/" + $0.key)) != nil
    }
    return Array(typed.sorted { ($0.lastModified, $0.key) > ($1.lastModified, $1.key) }.prefix(3))
  }

  /// The bucket's first objects, none where the key is known and may not list them; nil where it opens nothing, which is told.
  private func seenObjects() async -> [S3Listing.Object]? {
    guard store.credentials != nil else {
      if !isLent, context.application.map({ $0.environment != nil }) ?? (store.file != nil) {
        recordCredentialsAbsent()
      }
      return nil
    }
    guard let reply = await context.client.send(.init(query: [("list-type", "2"), ("max-keys", "1000")])) else {
      return nil
    }
    recordClock(reply)
    guard reply.exchange.response != nil else {
      await EndpointLook(context: context).recordUnreachable(reply)
      return nil
    }
    if reply.listing == nil, await EndpointLook(context: context).recordBucketInside() { return nil }
    if case .document(let root) = reply.answer, root.name == "ListAllMyBucketsResult" {
      await BucketNames(context: context).record(reply)
      return nil
    }
    guard reply.isFromStore, reply.isSuccess == (reply.listing != nil) else {
      await EndpointLook(context: context).recordForeign(reply)
      return nil
    }
    if let listing = reply.listing {
      context.record(
        S3Listed(objects: listing.objects.count),
        "The bucket \(context.bucket) can be listed with the application's key")
      return listing.objects
    }
    return await judge(reply) ? [] : nil
  }

  private func judge(_ reply: StoreReply) async -> Bool {
    switch reply.refusal {
    case .bucket?: await BucketNames(context: context).record(reply)
    case .region?: await RegionLook(context: context).record(reply)
    case .denied?:
      context.record(
        S3ListDenied(code: reply.code, message: reply.failure?.message, status: reply.status),
        "Listing the bucket \(context.bucket) with the application's key is refused (\(reply.told))")
      return true
    case let reason?:
      if reason == .signature { await ChangedHostLook(context: context).record() }
      let role: StoreRole = reason == .signature ? .secretKey : reason == .token ? .sessionToken : .accessKey
      let setting = store[role]
      context.record(
        S3Refused(
          code: reply.code, reason: .init(reason),
          setting: setting?.name ?? role.names[0], source: setting?.source, status: reply.status),
        "A signed request to \(context.endpoint) is refused: \(reply.told)"
          + (setting.map { "; \($0.name) stands in \($0.source)" } ?? ""))
    case nil: break
    }
    return false
  }

  /// How far the store's clock is from ours: more than a quarter of an hour, and every signature is refused.
  private func recordClock(_ reply: StoreReply) {
    guard let offset = reply.clockOffset(now: context.scene.machine.now) else { return }
    let isSkewed = abs(offset) > 900
    context.record(
      S3Clock(minutes: abs(offset) / 60, offset: offset, skewed: isSkewed),
      isSkewed
        ? "The clock of \(context.endpoint) is \(abs(offset) / 60) minutes \(offset > 0 ? "ahead of" : "behind") this machine's; signatures hold for 15 minutes"
        : "The clock of \(context.endpoint) agrees with this machine's within \(abs(offset)) s")
  }
}

extension S3Refused.Reason {
  fileprivate init(_ refusal: StoreReply.Refusal) {
    self =
      switch refusal {
      case .unknownKey: .unknownKey
      case .signature: .signature
      case .clock: .clock
      case .token: .token
      case .region: .region
      case .bucket: .bucket
      case .denied: .denied
      case .key: .key
      case .accessList: .acl
      case .encryption: .encryption
      case .other: .other
      }
  }
}
