import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Whether the time for which an answer may be kept fits what it is: a page, an asset of one build, an upload.
struct PolicyLook {
  let examined: Case
  let exchange: Exchange
  let scene: Scene
  let recorder: Recorder

  static let hour = 3600
  static let day = 24 * hour
  /// From here on a copy outlives every deploy.
  static let long = 7 * day
  static let veryLong = 180 * day

  private var name: String { HashedName.last(ofURL: examined.url) }

  func record() {
    guard let response = exchange.response, response.status == 200 else { return }
    let control = CacheControl(response.headers)
    guard let problem = problem(response, control) else { return }
    var fact = HTTPCachePolicy(name: name, problem: problem, seconds: control.lifetime, value: control.shown)
    if let resolved = scene.resolved(examined) {
      let editor = ConfigurationEditor(examined: examined, resolved: resolved, scene: scene)
      let repair = PolicyRepair(
        editor: editor, wish: Self.wish(problem), assets: PageReferences.assets(of: response, at: exchange.url))
      repair.complete(&fact, live: control)
    }
    recorder.record(fact, of: examined.subject, sentence(problem, control, fact.by))
  }

  // MARK: judging

  private func problem(_ response: HTTPResponse, _ control: CacheControl) -> HTTPCachePolicy.Problem? {
    let type = response.headers.first("Content-Type")?.lowercased() ?? ""
    if type.hasPrefix("text/html") { return isPage ? pageProblem(response, control) : nil }
    guard examined.origin == .target else { return nil }
    if isUpload || !isBuilt { return uploadProblem(control) }
    if HashedName.hash(in: name) != nil { return hashedProblem(control) }
    guard !examined.url.contains("?") else { return nil }
    if control.isImmutable, !control.forbidsReuse { return .unversionedImmutable }
    return lifetime(control) >= Self.veryLong ? .unversionedLong : nil
  }

  private func lifetime(_ control: CacheControl) -> Int { control.forbidsReuse ? 0 : control.lifetime ?? 0 }

  private var isPage: Bool { !ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: examined.url)) }

  private func pageProblem(_ response: HTTPResponse, _ control: CacheControl) -> HTTPCachePolicy.Problem? {
    guard !control.forbidsReuse, HashedName.hash(in: name) == nil else { return nil }
    if lifetime(control) >= Self.long || (control.isImmutable && lifetime(control) > Self.hour) { return .pageLong }
    let namesBuild = PageReferences.assets(of: response, at: exchange.url).contains { asset in
      HashedName.hash(in: HashedName.last(ofURL: asset)) != nil
    }
    return lifetime(control) >= Self.day && namesBuild ? .pageDay : nil
  }

  private func hashedProblem(_ control: CacheControl) -> HTTPCachePolicy.Problem? {
    if control.directives.contains("private") || exchange.response?.headers.first("Set-Cookie") != nil { return nil }
    if control.forbidsReuse { return .hashedUncached }
    if let lifetime = control.lifetime { return lifetime < Self.hour ? .hashedShort : nil }
    return control.isAbsent ? .hashedUnsaid : nil
  }

  private func uploadProblem(_ control: CacheControl) -> HTTPCachePolicy.Problem? {
    guard isUpload, !control.forbidsReuse, !HashedName.isUnique(name), !examined.url.contains("?") else { return nil }
    if control.isImmutable { return .unversionedImmutable }
    return lifetime(control) >= Self.veryLong ? .unversionedLong : nil
  }

  /// Whether the route holds what people upload.
  private var isUpload: Bool {
    if let route = scene.route(examined.route), route.prefix != "/" { return route.kind == .media }
    return RouteDiscovery.kind(of: URLPath.prefix(of: examined.url)) == .media
  }

  /// Whether the file is one that a build makes.
  private var isBuilt: Bool {
    ["css", "js", "mjs", "woff2", "woff", "ttf", "wasm", "svg", "png", "jpg", "jpeg", "webp", "avif", "gif", "ico"]
      .contains(ExpectedType.fileExtension(ofURL: examined.url).lowercased())
  }

  // MARK: words

  /// The header that fits.
  private static func wish(_ problem: HTTPCachePolicy.Problem) -> String {
    switch problem {
    case .hashedUncached, .hashedShort, .hashedUnsaid: "public, max-age=31536000, immutable"
    case .pageLong, .pageDay: "no-cache"
    default: "public, max-age=3600"
    }
  }

  private func sentence(_ problem: HTTPCachePolicy.Problem, _ control: CacheControl, _ layer: HTTPCachePolicy.By?)
    -> String
  {
    let says = "Cache-Control: \(control.shown)"
    let whose = layer == .app ? ", set by the application" : layer == .nginx ? ", set by nginx" : ""
    switch problem {
    case .pageLong, .pageDay:
      return
        "The page \(examined.url) may be kept without asking for \(Self.span(control.lifetime ?? 0)) (\(says)\(whose))"
    case .hashedUncached: return "\(name) has a content hash in its name and may not be kept (\(says)\(whose))"
    case .hashedShort:
      return
        "\(name) has a content hash in its name and may be kept for \(Self.span(control.lifetime ?? 0)) only (\(says)\(whose))"
    case .hashedUnsaid: return "\(name) has a content hash in its name, and no header says how long it may be kept"
    default:
      return
        "\(name) may be kept for \(Self.span(control.lifetime ?? 0)) under a name that stays when its content changes (\(says)\(whose))"
    }
  }

  static func span(_ seconds: Int) -> String {
    seconds >= 2 * day ? "\(seconds / day) days" : seconds >= 2 * hour ? "\(seconds / hour) hours" : "\(seconds) s"
  }
}
