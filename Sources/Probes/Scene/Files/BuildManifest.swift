import Diagnostics
import Notation

/// What a build tool wrote down about its output: under which name each asset lies on the disk.
struct BuildManifest: Sendable, Hashable {
  /// Which tool writes such a file.
  enum Tool: String, Sendable, CaseIterable {
    case django, vite, webpack, sprockets, propshaft, mix, next
    /// A map of names to names, as several tools write it.
    case map
  }

  let tool: Tool
  /// Paths of built files, by the name that the application asks for; what has no name of its own stands under its path.
  let files: [String: String]
  /// What stands before each path in URLs; nil where the manifest does not say.
  let publicPath: String?

  /// The paths without duplicates, maps of sources left out: they are often not deployed.
  var paths: [String] { Set(files.values).filter { !$0.hasSuffix(".map") && !$0.hasSuffix(".LICENSE.txt") }.sorted() }

  /// Reads a manifest; nil where it is none, such as a web application's manifest.json with its icons.
  init?(_ bytes: [UInt8], name: String) {
    guard let members = (try? JSONReader.value(bytes))?.members, !members.isEmpty else { return nil }
    let read =
      Self.django(members) ?? Self.sprockets(members) ?? Self.next(members) ?? Self.stats(members)
      ?? Self.assetManifest(members) ?? Self.vite(members) ?? Self.propshaft(members) ?? Self.map(members, name)
    guard let read, !read.files.isEmpty else { return nil }
    self = read
  }

  private init(_ tool: Tool, _ files: [String: String], publicPath: String? = nil) {
    self.tool = tool
    self.publicPath = publicPath
    self.files = files.compactMapValues(Self.path)
  }

  /// A path without query and leading slashes; nil for addresses of other hosts and what is no file's name.
  private static func path(_ text: String) -> String? {
    guard !text.contains("://"), !text.hasPrefix("data:"), !text.hasPrefix("//") else { return nil }
    let path = text.prefix { $0 != "?" && $0 != "#" }.drop { $0 == "/" }
    let parts = path.split(separator: "/").filter { $0 != "." }
    return parts.last?.contains(".") == true && !parts.contains("..") ? parts.joined(separator: "/") : nil
  }

  /// `{"paths": {"app.css": "app.1f3a.css"}, "version": "1.1"}`: ManifestStaticFilesStorage.
  private static func django(_ members: [String: Value]) -> BuildManifest? {
    guard let paths = members["paths"]?.members, members["version"] != nil else { return nil }
    return BuildManifest(.django, paths.compactMapValues(\.text))
  }

  /// `{"files": {…}, "assets": {"app.css": "app-1f3a.css"}}`; `files` also keeps earlier builds.
  private static func sprockets(_ members: [String: Value]) -> BuildManifest? {
    guard let assets = members["assets"]?.members, let files = members["files"]?.members,
      assets.values.allSatisfy({ $0.text != nil }), files.values.allSatisfy({ $0.members != nil })
    else { return nil }
    return BuildManifest(.sprockets, assets.compactMapValues(\.text))
  }

  /// `{"pages": {"/": ["static/chunks/main-1f3a.js"]}, "rootMainFiles": […]}`.
  private static func next(_ members: [String: Value]) -> BuildManifest? {
    guard let pages = members["pages"]?.members, pages.values.allSatisfy({ $0.members == nil && $0.text == nil }) else {
      return nil
    }
    let lists = Array(pages.values) + ["polyfillFiles", "lowPriorityFiles", "rootMainFiles"].compactMap { members[$0] }
    let names = lists.flatMap(\.elements).compactMap(\.text)
    return BuildManifest(.next, Dictionary(names.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  /// webpack's statistics: `assets` is a list of objects with a name, or an object of such.
  private static func stats(_ members: [String: Value]) -> BuildManifest? {
    let publicPath = members["publicPath"]?.text.flatMap { $0 == "auto" ? nil : $0 }
    if case .list(let assets)? = members["assets"] {
      let names = assets.compactMap { $0.members?["name"]?.text }
      guard !names.isEmpty else { return nil }
      return BuildManifest(
        .webpack, Dictionary(names.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }), publicPath: publicPath)
    }
    guard let chunks = members["chunks"]?.members, let assets = members["assets"]?.members ?? members["chunks"]?.members
    else { return nil }
    let named = assets.values.compactMap { $0.members?["name"]?.text }
    let listed = chunks.values.flatMap(\.elements).compactMap(\.text)
    return BuildManifest(
      .webpack, Dictionary((named + listed).map { ($0, $0) }, uniquingKeysWith: { first, _ in first }),
      publicPath: publicPath)
  }

  /// `{"files": {"main.js": "/static/js/main.1f3a.js"}, "entrypoints": […]}`.
  private static func assetManifest(_ members: [String: Value]) -> BuildManifest? {
    guard let files = members["files"]?.members, files.values.allSatisfy({ $0.text != nil }) else { return nil }
    return BuildManifest(.webpack, files.compactMapValues(\.text))
  }

  /// `{"src/main.ts": {"file": "assets/main-1f3a.js", "css": […], "assets": […]}}`.
  private static func vite(_ members: [String: Value]) -> BuildManifest? {
    guard members.values.allSatisfy({ $0.members?["file"]?.text != nil }) else { return nil }
    var files: [String: String] = [:]
    for (name, value) in members {
      files[name] = value.members?["file"]?.text
      for list in ["css", "assets"] {
        for path in (value.members?[list]?.elements ?? []).compactMap(\.text) { files[path] = path }
      }
    }
    return BuildManifest(.vite, files)
  }

  /// `{"app.css": {"digested_path": "app-1f3a.css", "integrity": …}}`.
  private static func propshaft(_ members: [String: Value]) -> BuildManifest? {
    let paths = members.compactMapValues { $0.members?["digested_path"]?.text }
    return paths.count == members.count ? BuildManifest(.propshaft, paths) : nil
  }

  /// `{"/js/app.js": "/js/app.js?id=1f3a"}`: only where every name and every value is an asset's.
  private static func map(_ members: [String: Value], _ name: String) -> BuildManifest? {
    let files = members.compactMapValues(\.text)
    guard files.count == members.count, files.allSatisfy({ isAsset($0.key) && isAsset($0.value) }) else { return nil }
    let tool: Tool = name == "mix-manifest.json" ? .mix : name == ".manifest.json" ? .propshaft : .map
    return BuildManifest(tool, files)
  }

  private static func isAsset(_ name: String) -> Bool {
    let path = name.prefix { $0 != "?" && $0 != "#" }
    guard let dot = path.lastIndex(of: "."), dot > path.startIndex else { return false }
    return extensions.contains(path[path.index(after: dot)...].lowercased())
  }

  private static let extensions: Set<String> = [
    "avif", "css", "eot", "gif", "html", "ico", "jpeg", "jpg", "js", "json", "map", "mjs", "mp3", "mp4", "otf", "pdf",
    "png", "svg", "ttf", "txt", "wasm", "webm", "webmanifest", "webp", "woff", "woff2", "xml",
  ]
}
