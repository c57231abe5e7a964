import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Asks for files as a page of another origin would, with its Origin header.
struct CORSLook: Sendable {
  let examined: Case
  let requester: Requester
  let recorder: Recorder

  private var scene: Scene { requester.scene }

  private struct Need: Hashable {
    let url: WebURL
    let kind: String
    let origin: String
  }

  /// So many style sheets are read for their fonts, and so many files asked for.
  private static let limit = 4

  func record() async {
    let needs = await fromPage() + asTarget()
    var seen: Set<Need> = []
    for need in needs.filter({ seen.insert($0).inserted }).prefix(Self.limit * 2) { await ask(need) }
  }

  // MARK: what is needed

  private func fromPage() async -> [Need] {
    guard let page = scene.page(of: examined),
      let home = (scene.finalExchange(examined) ?? scene.exchange(examined))?.url
    else { return [] }
    let origin = Self.origin(home)
    var needs = page.references.filter { $0.needsCORS && Self.origin($0.url) != origin && isNear($0.url) }
      .map { Need(url: $0.url, kind: $0.kind.rawValue, origin: origin) }
    for sheet in page.references.filter({ $0.kind == .style && isNear($0.url) }).prefix(Self.limit) {
      let answer = await requester.again(examined, at: sheet.url, readLimit: 256 * 1024)
      guard let response = answer.response, response.status == 200 else { continue }
      needs += Self.fonts(in: String(decoding: response.body, as: UTF8.self), at: sheet.url)
        .filter { Self.origin($0) != origin && isNear($0) }.prefix(2)
        .map { Need(url: $0, kind: "font", origin: origin) }
    }
    return needs
  }

  /// A font or module script that the user names, where a setting of the application puts it on a host of its own.
  private func asTarget() -> [Need] {
    let fileExtension = ExpectedType.fileExtension(ofURL: examined.url).lowercased()
    guard ["woff2", "woff", "ttf", "otf", "eot", "mjs"].contains(fileExtension),
      let url = try? WebURL(parsing: examined.url)
    else { return [] }
    for application in scene.applications {
      let values = [SettingRole.staticURL, .mediaURL].compactMap { application.setting($0)?.value }
      guard values.contains(where: { CaseDiscovery.authority(of: $0).host == url.host && $0.contains("//") }) else {
        continue
      }
      let sites = scene.nginx.flatMap(\.configuration.servers).filter { server in
        !server.names.contains(url.host)
          && server.locations.contains { location in
            location.effective("proxy_pass").contains { pass in
              scene.nginx.contains { $0.configuration.addresses(ofPass: pass).contains(where: application.listens) }
            }
          }
      }
      guard let name = sites.flatMap(\.names).first(where: { $0.contains(".") && !$0.contains("*") }) else { continue }
      let isTLS = sites.flatMap(\.listens).contains(where: \.isTLS)
      return [
        Need(
          url: url, kind: fileExtension == "mjs" ? "module" : "font", origin: "\(isTLS ? "https" : "http")://\(name)")
      ]
    }
    return []
  }

  /// Whether a host is one that was named or that this machine serves; no other is asked.
  private func isNear(_ url: WebURL) -> Bool {
    url.host == CaseDiscovery.authority(of: examined.url).host
      || scene.nginx.contains { $0.configuration.servers.contains { $0.names.contains(url.host) } }
  }

  static func origin(_ url: WebURL) -> String { url.origin }

  /// The fonts that a style sheet names.
  static func fonts(in sheet: String, at url: WebURL) -> [WebURL] {
    var found: [WebURL] = []
    var rest = sheet[...]
    while found.count < limit, let open = rest.firstRange(of: "url(") {
      rest = rest[open.upperBound...]
      let text = rest.prefix { $0 != ")" }.filter { $0 != "\"" && $0 != "'" && $0 != " " }
      let bare = text.prefix { $0 != "?" && $0 != "#" }.lowercased()
      guard [".woff2", ".woff", ".ttf", ".otf"].contains(where: { bare.hasSuffix($0) }),
        let font = try? url.resolving(text)
      else { continue }
      found.append(font)
    }
    return found
  }

  // MARK: what comes

  private func ask(_ need: Need) async {
    let answer = await requester.again(
      examined, at: need.url, headers: [HTTPHeader("Origin", need.origin)], readLimit: 4096)
    guard let response = answer.response, response.status == 200 else { return }
    let values = response.headers.values("Access-Control-Allow-Origin")
    guard let problem = Self.problem(values, need.origin) else {
      return recorder.record(
        CORSAllowed(asset: "\(need.url)", origin: need.origin), of: examined.subject,
        "\(need.url) may be read by pages of \(need.origin)")
    }
    let says =
      values.isEmpty
      ? "without Access-Control-Allow-Origin" : "with Access-Control-Allow-Origin: \(values.joined(separator: " and "))"
    let cure = cure(need)
    recorder.record(
      CORSBlocked(
        allowed: values.joined(separator: ", "), asset: "\(need.url)", code: response.status, commands: cure?.commands,
        file: cure?.position?.file, kind: need.kind, line: cure?.position?.line, origin: need.origin, problem: problem),
      of: examined.subject, "The \(need.kind) \(need.url) comes \(says); pages of \(need.origin) may not use it")
  }

  static func problem(_ values: [String], _ origin: String) -> CORSBlocked.Problem? {
    if values.isEmpty { return .absent }
    if values.count > 1 || values[0].contains(",") { return .several }
    if values[0] == "*" || values[0] == origin { return nil }
    return values[0].hasSuffix("/") || !values[0].contains("://") ? .malformed : .otherOrigin
  }

  /// The header written where nginx answers the file.
  private func cure(_ need: Need) -> ConfigurationChange? {
    let discovery = CaseDiscovery(
      machine: scene.machine, options: scene.options, nginx: scene.nginx, routes: scene.routes, listings: [:],
      tables: [:], ports: scene.nginxPorts)
    let asset = discovery.target(need.url, .target, method: "GET")
    guard let resolved = scene.resolved(asset) else { return nil }
    let editor = ConfigurationEditor(examined: asset, resolved: resolved, scene: scene)
    let name = "Access-Control-Allow-Origin"
    let lines = editor.answer.addedHeaders.applied.filter { $0.name.lowercased() == name.lowercased() }
    if let line = lines.last, let directive = editor.directive(at: line.position) {
      guard lines.count == 1 else { return ConfigurationChange(position: line.position) }
      let arguments = [directive.arguments[0], need.origin] + directive.arguments.dropFirst(2)
      return ConfigurationChange(position: line.position, commands: editor.rewriting(directive, to: arguments))
    }
    guard let position = editor.answer.location?.position ?? editor.answer.server?.position,
      let block = editor.directive(at: position)
    else { return nil }
    let isOwn = block.block?.contains { $0.name == "add_header" } ?? false
    let kept = isOwn ? [] : editor.answer.addedHeaders.applied
    let added =
      kept.map { NewDirective("add_header", [$0.name, $0.value] + ($0.isAlways ? ["always"] : [])) }
      + [NewDirective("add_header", [name, need.origin, "always"])]
    let edits = added.reversed().map { Edit(.insertInside($0), of: block, in: editor.instance.configuration) }
    guard edits.count == 1 || edits.allSatisfy(\.before.isEmpty) else {
      return ConfigurationChange(position: position)
    }
    return ConfigurationChange(position: position, commands: editor.commands(Edit.commands(edits)))
  }
}
