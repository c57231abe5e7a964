import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// One store: whether it can be reached, is a store at all, and takes the application's key for the bucket.
struct StoreLook {
  var notes: StoreNotes
  /// Whether a role stands in for the key, as far as anything tells.
  var isLent = false
  var store: ObjectStore { notes.store }

  init(store: ObjectStore, scene: Scene, recorder: Recorder) {
    notes = StoreNotes(store: store, scene: scene, recorder: recorder)
  }

  mutating func look() async {
    await borrow()
    let source = store.bucket.source
    notes.record(
      S3Store(
        bucket: notes.bucket, endpoint: notes.endpoint, region: store.region, source: source,
        style: store.style == .path ? .path : .virtual),
      "\(notes.who) the bucket \(notes.bucket) at \(notes.endpoint) (\(source))")
    StoreLog(notes: notes).tell()
    guard store.base != nil else {
      return notes.record(
        S3Unreachable(endpoint: store[.endpoint]?.value, reason: .noUrl, setting: store[.endpoint]?.name),
        "\(store[.endpoint]?.value ?? "") is no address of a store")
    }
    let pages = await StorePages(notes: notes).links()
    let seen = await seenObjects()
    let isUsable = seen != nil
    let samples = Self.samples(of: seen ?? [])
    let links = PublicLook(notes: notes, pages: pages, isUsable: isUsable, samples: samples)
    guard isUsable else { return await links.look() }
    async let objects: Void = KeyLook(notes: notes, pages: pages, samples: samples).look()
    async let open: Void = links.look()
    async let bucket: Void = BucketLook(notes: notes).look()
    async let assets: Void = AssetsLook(notes: notes).look()
    _ = await (objects, open, bucket, assets)
    if notes.scene.options.isWriteTesting { await StoreWriteTest(notes: notes).run() }
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
      if !isLent, notes.application.map({ $0.environment != nil }) ?? (store.file != nil) { tellCredentialsAbsent() }
      return nil
    }
    guard let reply = await notes.client.send(.init(query: [("list-type", "2"), ("max-keys", "1000")])) else {
      return nil
    }
    tellClock(reply)
    guard reply.exchange.response != nil else {
      await EndpointLook(notes: notes).tellUnreachable(reply)
      return nil
    }
    if reply.listing == nil, await EndpointLook(notes: notes).tellBucketInside() { return nil }
    if case .document(let root) = reply.answer, root.name == "ListAllMyBucketsResult" {
      await BucketNames(notes: notes).tell(reply)
      return nil
    }
    guard reply.isFromStore, reply.isSuccess == (reply.listing != nil) else {
      await EndpointLook(notes: notes).tellForeign(reply)
      return nil
    }
    if let listing = reply.listing {
      notes.record(
        S3Listed(objects: listing.objects.count), "The bucket \(notes.bucket) can be listed with the application's key")
      return listing.objects
    }
    return await judge(reply) ? [] : nil
  }

  private func judge(_ reply: StoreReply) async -> Bool {
    switch reply.refusal {
    case .bucket?: await BucketNames(notes: notes).tell(reply)
    case .region?: await RegionLook(notes: notes).tell(reply)
    case .denied?:
      notes.record(
        S3ListDenied(code: reply.code, message: reply.failure?.message, status: reply.status),
        "Listing the bucket \(notes.bucket) with the application's key is refused (\(reply.told))")
      return true
    case let reason?:
      if reason == .signature { await ChangedHostLook(notes: notes).tell() }
      let role: StoreRole = reason == .signature ? .secretKey : reason == .token ? .sessionToken : .accessKey
      let setting = store[role]
      notes.record(
        S3Refused(
          code: reply.code, reason: .init(reason),
          setting: setting?.name ?? role.names[0], source: setting?.source, status: reply.status),
        "A signed request to \(notes.endpoint) is refused: \(reply.told)"
          + (setting.map { "; \($0.name) stands in \($0.source)" } ?? ""))
    case nil: break
    }
    return false
  }

  /// How far the store's clock is from ours: more than a quarter of an hour, and every signature is refused.
  private func tellClock(_ reply: StoreReply) {
    guard let offset = reply.clockOffset(now: notes.scene.machine.now) else { return }
    let isSkewed = abs(offset) > 900
    notes.record(
      S3Clock(minutes: abs(offset) / 60, offset: offset, skewed: isSkewed),
      isSkewed
        ? "The clock of \(notes.endpoint) is \(abs(offset) / 60) minutes \(offset > 0 ? "ahead of" : "behind") this machine's; signatures hold for 15 minutes"
        : "The clock of \(notes.endpoint) agrees with this machine's within \(abs(offset)) s")
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
