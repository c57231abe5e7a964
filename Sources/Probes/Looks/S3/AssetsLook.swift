import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// Whether the static files of the release on the disk are in the bucket that serves them.
struct AssetsLook {
  let context: StoreContext

  /// Pages of a thousand keys that are looked through at most: the names of a hundred thousand files.
  static let pages = 100

  func look() async {
    guard let place = bucketOfAssets(), let root else { return }
    let files = Listing.of(root, on: context.scene.machine, limit: 20_000).files
      .filter { !Self.isBookkeeping($0.relative) }
    guard !files.isEmpty, let stored = await keys(place.bucket, place.prefix) else { return }
    let missing = files.filter { !stored.contains(place.prefix + $0.relative.string) }
    let target = "s3://\(place.bucket)/\(place.prefix)"
    guard !missing.isEmpty else {
      return context.record(
        S3AssetsPresent(bucket: place.bucket, root: root.path.shown),
        "All \(files.count) files of \(root.path.shown) are in \(target)")
    }
    let newest = missing.sorted { $0.status.modified > $1.status.modified }.prefix(3).map(\.relative.string)
    context.record(
      S3AssetsMissing(
        bucket: place.bucket, commands: ["\(context.tool) s3 sync \(root.reachable.shellQuoted) \(target.shellQuoted)"],
        missing: missing.count, prefix: place.prefix, root: root.path.shown, samples: Array(newest), total: files.count,
        url: place.url),
      "\(missing.count) of \(files.count) files of \(root.path.shown) are not in \(target): \(newest.joined(separator: ", "))"
    )
  }

  /// Files that describe others and are not asked for.
  private static func isBookkeeping(_ path: FilePath) -> Bool {
    let name = path.lastComponent?.string ?? ""
    return name.hasSuffix("manifest.json") || name == "staticfiles.json" || name.hasSuffix(".map")
      || name.hasSuffix(".gz") || name.hasSuffix(".br")
  }

  private var root: Place? {
    if let given = context.scene.options.staticRoot { return Place(given) }
    guard let application = context.application, let setting = application.setting(.staticRoot) else { return nil }
    return application.place(setting.value)
  }

  /// Where the static URL says that the assets are: a bucket of this store, and the prefix in it.
  private func bucketOfAssets() -> (bucket: String, prefix: String, url: String)? {
    let text = context.scene.options.staticURL ?? context.application?.setting(.staticURL)?.value ?? fileURL
    guard let text, text.contains("://"), let url = try? WebURL(parsing: text) else { return nil }
    var parts = url.target.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let named = context.store[.staticBucket]?.value
    let bucket: String
    if let first = parts.first, first == named || first == context.bucket {
      bucket = first
      parts.removeFirst()
    } else if let named, url.host.hasPrefix("\(named).") || url.host == context.store.publicBase?.host {
      bucket = named
    } else if let named {
      bucket = named
    } else if url.host.hasPrefix("\(context.bucket).") || url.host == context.store.publicBase?.host {
      bucket = context.bucket
    } else {
      return nil
    }
    return (bucket, parts.isEmpty ? "" : parts.joined(separator: "/") + "/", text)
  }

  private var fileURL: String? {
    SettingLayers([.envFile: context.scene.looseFiles.flatMap(\.settings)]).winner(of: SettingRole.staticURL.names)?
      .setting.value
  }

  private func keys(_ bucket: String, _ prefix: String) async -> Set<String>? {
    var keys: Set<String> = []
    var token: String?
    for _ in 0..<Self.pages {
      let query =
        [("list-type", "2"), ("max-keys", "1000"), ("prefix", prefix)]
        + (token.map { [("continuation-token", $0)] } ?? [])
      guard let listing = await context.client.send(.init(bucket: bucket, query: query))?.listing else { return nil }
      keys.formUnion(listing.objects.map(\.key))
      token = listing.next
      if token == nil { return keys }
    }
    return nil
  }
}
