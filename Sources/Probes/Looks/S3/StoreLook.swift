import Diagnostics
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
      "s3.store", "\(notes.who) the bucket \(notes.bucket) at \(notes.endpoint) (\(source))",
      [
        "bucket": .string(notes.bucket), "endpoint": .string(notes.endpoint), "region": .string(store.region),
        "style": .string(store.style == .path ? "path" : "virtual"), "source": .string(source),
      ])
    StoreLog(notes: notes).tell()
    guard store.base != nil else {
      return notes.record(
        "s3.unreachable", "\(store[.endpoint]?.value ?? "") is no address of a store",
        ["endpoint": Value(store[.endpoint]?.value), "reason": "no-url", "setting": Value(store[.endpoint]?.name)])
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
        "s3.listed", "The bucket \(notes.bucket) can be listed with the application's key",
        ["objects": .int(listing.objects.count)])
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
        "s3.list-denied",
        "Listing the bucket \(notes.bucket) with the application's key is refused (\(reply.told))",
        ["code": .string(reply.code), "status": .int(reply.status), "message": Value(reply.failure?.message)])
      return true
    case let reason?:
      if reason == .signature { await ChangedHostLook(notes: notes).tell() }
      let role: StoreRole = reason == .signature ? .secretKey : reason == .token ? .sessionToken : .accessKey
      let setting = store[role]
      notes.record(
        "s3.refused",
        "A signed request to \(notes.endpoint) is refused: \(reply.told)"
          + (setting.map { "; \($0.name) stands in \($0.source)" } ?? ""),
        [
          "reason": .string(reason.rawValue), "code": .string(reply.code), "status": .int(reply.status),
          "setting": .string(setting?.name ?? role.names[0]), "source": Value(setting?.source),
        ])
    case nil: break
    }
    return false
  }

  /// How far the store's clock is from ours: more than a quarter of an hour, and every signature is refused.
  private func tellClock(_ reply: StoreReply) {
    guard let offset = reply.clockOffset(now: notes.scene.machine.now) else { return }
    let isSkewed = abs(offset) > 900
    notes.record(
      "s3.clock",
      isSkewed
        ? "The clock of \(notes.endpoint) is \(abs(offset) / 60) minutes \(offset > 0 ? "ahead of" : "behind") this machine's; signatures hold for 15 minutes"
        : "The clock of \(notes.endpoint) agrees with this machine's within \(abs(offset)) s",
      ["offset": .int(offset), "minutes": .int(abs(offset) / 60), "skewed": .bool(isSkewed)])
  }
}
