import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// The files that an https page names by http, and who writes their addresses.
struct MixedContentLook: Sendable {
  let one: Case
  let page: PageReferences
  let asking: Asking
  let recorder: Recorder

  private var scene: Scene { asking.scene }

  func tell() async {
    let exchange = scene.finalExchange(one) ?? scene.exchange(one)
    guard let url = exchange?.url, url.scheme == .https else { return }
    let plain = page.references.filter { $0.url.scheme == .http }
    guard let first = plain.first(where: \.isActive) ?? plain.first else { return }
    var data: [String: Value] = [
      "count": .int(plain.count), "first": .string("\(first.url)"), "host": .string(first.url.host),
      "urls": Value(plain.prefix(8).map { "\($0.url)" }), "active": .bool(plain.contains(where: \.isActive)),
      "own": .bool(first.url.host == url.host),
    ]
    data.merge(await reason(first)) { _, new in new }
    recorder.record(
      "page.mixed-content", by: PageProbe.id, of: one.subject,
      "The https page names \(plain.count) \(plain.count == 1 ? "file" : "files") by http: \(first.url)"
        + (data["source"]?.text.map { "; \(data["setting"]?.text ?? "") is \(data["value"]?.text ?? "") (\($0))" } ?? ""),
      data)
  }

  /// Who writes the addresses: a setting, the application by the scheme it sees, or the markup itself.
  private func reason(_ first: PageReferences.Reference) async -> [String: Value] {
    let resolved = scene.resolved(one)
    let teller = resolved.map { ConfigurationEditor(one: one, resolved: $0, scene: scene) }
    let request = teller.flatMap { UpstreamRequest($0) }
    if let found = setting(for: first.url, behind: request?.address) { return found }
    guard let teller, let request else { return markup(first, resolved?.answer.file) }
    let proto = HTTPHeader("X-Forwarded-Proto", "https")
    let told = await request.send(asking, replacing: [proto])
    let isCured = told.response.map { answer in
      answer.status == 200 && !PageReferences(answer.body, at: page.base).references.contains { $0.url == first.url }
    }
    guard isCured == true else {
      return request.headers.first("X-Forwarded-Proto") == "https" ? ["reason": "scheme-ignored"] : ["reason": "markup"]
    }
    let own = teller.settings?.directives("proxy_set_header").last {
      $0.arguments.first?.lowercased() == "x-forwarded-proto"
    }
    let commands =
      own.map { teller.rewriting($0, to: [$0.arguments[0], "$scheme"]) }
      ?? teller.settingHeaders([("X-Forwarded-Proto", "$scheme")])
    return teller.merged(
      ["reason": "scheme-unknown", "commands": Value(commands)], teller.answer.upstream?.position)
  }

  // MARK: settings

  /// A setting of the application that begins the addresses.
  private func setting(for url: WebURL, behind address: String?) -> [String: Value]? {
    let behind = address.flatMap { scene.application(at: $0) }
    for application in behind.map({ [$0] }) ?? scene.applications {
      let known =
        application.files.flatMap(\.settings)
        + (application.environment ?? [:]).map { application.setting(named: $0.key) }.compactMap { $0 }
      let fitting = known.filter { "\(url)".hasPrefix($0.value) && $0.value.hasPrefix("http://") }
      guard
        let best = fitting.max(by: {
          ($0.value.count, $0.file == nil ? 0 : 1) < ($1.value.count, $1.file == nil ? 0 : 1)
        })
      else { continue }
      let value = "https://" + best.value.dropFirst(7)
      return [
        "reason": "setting", "setting": .string(best.name), "value": .string(best.value),
        "source": .string(best.source), "commands": Value(commands(best, value, application)),
      ]
    }
    return nil
  }

  private func commands(_ setting: Setting, _ value: String, _ application: Application) -> [String] {
    guard let edit = SettingEdit(setting: setting, value: value).command(on: scene.machine) else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[setting.name] != nil { restart.entries = [(setting.name, value)] }
    let again = restart.commands()
    return again.isEmpty ? [] : [edit] + again
  }

  /// The page's own file, with the scheme left to the browser.
  private func markup(_ first: PageReferences.Reference, _ file: String?) -> [String: Value] {
    guard let file, let instance = scene.resolved(one)?.instance else { return ["reason": "markup"] }
    let place = Place(FilePath(file), in: instance.view)
    let host = first.url.authority
    let edit = SedScript.substitute(
      #"http://\#(host)\([/"'?# ]\)"#, by: #"https://\#(host)\1"#, everywhere: true)
    return [
      "reason": "markup", "file": .string(file),
      "commands": Value([edit.command(on: place.reachable)]),
    ]
  }
}
