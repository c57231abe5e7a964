import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// The files that an https page names by http, and who writes their addresses.
struct MixedContentLook: Sendable {
  let examined: Case
  let page: PageReferences
  let requester: Requester
  let recorder: Recorder

  private var scene: Scene { requester.scene }

  func record() async {
    let exchange = scene.finalExchange(examined) ?? scene.exchange(examined)
    guard let url = exchange?.url, url.scheme == .https else { return }
    let plain = page.references.filter { $0.url.scheme == .http }
    guard let first = plain.first(where: \.isActive) ?? plain.first else { return }
    var fact = PageMixedContent(
      active: plain.contains(where: \.isActive), count: plain.count, first: "\(first.url)", host: first.url.host,
      own: first.url.host == url.host, urls: plain.prefix(8).map { "\($0.url)" })
    await complete(&fact, first)
    recorder.record(
      fact, of: examined.subject,
      "The https page names \(plain.count) \(plain.count == 1 ? "file" : "files") by http: \(first.url)"
        + (fact.source.map { "; \(fact.setting ?? "") is \(fact.value ?? "") (\($0))" } ?? ""))
  }

  /// Says who writes the addresses: a setting, the application by the scheme it sees, or the markup itself.
  private func complete(_ fact: inout PageMixedContent, _ first: PageReferences.Reference) async {
    let resolved = scene.resolved(examined)
    let editor = resolved.map { ConfigurationEditor(examined: examined, resolved: $0, scene: scene) }
    let request = editor.flatMap { UpstreamRequest($0) }
    if completeSetting(&fact, for: first.url, behind: request?.address) { return }
    fact.reason = .markup
    guard let editor, let request else { return completeMarkup(&fact, first, resolved?.answer.file) }
    let told = await request.send(requester, replacing: [HTTPHeader("X-Forwarded-Proto", "https")])
    let isCured = told.response.map { answer in
      answer.status == 200 && !PageReferences(answer.body, at: page.base).references.contains { $0.url == first.url }
    }
    guard isCured == true else {
      if request.headers.first("X-Forwarded-Proto") == "https" { fact.reason = .schemeIgnored }
      return
    }
    let own = editor.settings?.directives("proxy_set_header").last {
      $0.arguments.first?.lowercased() == "x-forwarded-proto"
    }
    let position = editor.answer.upstream?.position
    fact.reason = .schemeUnknown
    fact.commands =
      own.map { editor.rewriting($0, to: [$0.arguments[0], "$scheme"]) }
      ?? editor.settingHeaders([("X-Forwarded-Proto", "$scheme")])
    (fact.file, fact.line) = (position?.file, position?.line)
  }

  // MARK: settings

  /// Names a setting of the application that begins the addresses; false where none does.
  private func completeSetting(_ fact: inout PageMixedContent, for url: WebURL, behind address: String?) -> Bool {
    let behind = address.flatMap { scene.application(at: $0) }
    for application in behind.map({ [$0] }) ?? scene.applications {
      let known =
        application.files.flatMap(\.settings)
        + (application.environment ?? [:]).keys.compactMap { application.setting(named: $0) }
      let fitting = known.filter { "\(url)".hasPrefix($0.value) && $0.value.hasPrefix("http://") }
      guard
        let best = fitting.max(by: {
          ($0.value.count, $0.file == nil ? 0 : 1) < ($1.value.count, $1.file == nil ? 0 : 1)
        })
      else { continue }
      let value = "https://" + best.value.dropFirst(7)
      fact.reason = .setting
      (fact.setting, fact.value, fact.source) = (best.name, best.value, best.source)
      fact.commands = commands(best, value, application)
      return true
    }
    return false
  }

  private func commands(_ setting: Setting, _ value: String, _ application: Application) -> [String] {
    guard let edit = SettingEdit(setting: setting, value: value).command(on: scene.machine) else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[setting.name] != nil { restart.entries = [(setting.name, value)] }
    let again = restart.commands()
    return again.isEmpty ? [] : [edit] + again
  }

  /// Names the page's own file, with the scheme left to the browser.
  private func completeMarkup(_ fact: inout PageMixedContent, _ first: PageReferences.Reference, _ file: String?) {
    guard let file, let instance = scene.resolved(examined)?.instance else { return }
    let place = Place(FilePath(file), in: instance.view)
    let host = first.url.authority
    let edit = SedScript.substitute(
      #"http://\#(host)\([/"'?# ]\)"#, by: #"https://\#(host)\1"#, everywhere: true)
    fact.file = file
    fact.commands = [
      edit.command(on: place.reachable)
    ]
  }
}
