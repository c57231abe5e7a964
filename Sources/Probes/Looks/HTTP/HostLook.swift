import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Whether it is the request's host that the application refuses.
struct HostLook {
  let look: AnswerLook

  init(_ look: AnswerLook) { self.look = look }

  /// 421 and 400 are what frameworks answer to a host they do not know; Rails and some development servers say 403.
  private static let refusals = [400, 403, 421]

  func record() async {
    let status = look.response.status
    guard Self.refusals.contains(status), let editor = look.editor, let request = UpstreamRequest(editor) else {
      return
    }
    let direct = await request.send(look.requester)
    guard direct.status == status else { return }
    let application = application(at: request.address)
    let setting = application.flatMap(setting)
    let sent = request.host
    for host in candidates(editor, sent: sent, setting: setting) {
      let other = await request.send(look.requester, replacing: [HTTPHeader("Host", host)])
      guard let code = other.status, !Self.refusals.contains(code), code < 500 else { continue }
      return record(editor, request, accepted: host, code, application, setting)
    }
  }

  /// Hosts that the application may know: the client's own, those of its setting, and the machine's.
  private func candidates(_ editor: ConfigurationEditor, sent: String, setting: Setting?) -> [String] {
    var hosts = [CaseDiscovery.authority(of: look.examined.url).host]
    hosts += setting.map { Self.names(in: $0.value) } ?? []
    hosts += editor.answer.server?.names.filter { !$0.isEmpty && !"*~._".contains($0.first ?? "_") } ?? []
    hosts += ["localhost", "127.0.0.1"]
    var seen: Set<String> = [sent]
    return Array(hosts.filter { seen.insert($0).inserted }.prefix(5))
  }

  private func record(
    _ editor: ConfigurationEditor, _ request: UpstreamRequest, accepted: String, _ code: Int,
    _ application: Application?,
    _ setting: Setting?
  ) {
    let sent = request.host
    let isClients = accepted == CaseDiscovery.authority(of: look.examined.url).host
    var fact = HTTPHostRejected(
      accepted: accepted, address: request.address, by: isClients ? .nginx : .app, code: look.response.status,
      host: sent)
    if isClients {
      let position = editor.answer.upstream?.position
      fact.commands = passingHost(editor)
      (fact.file, fact.line) = (position?.file, position?.line)
    } else if let setting {
      (fact.setting, fact.value, fact.source) = (setting.name, setting.value, setting.source)
      fact.commands = application.map { admitting(sent, setting, $0) } ?? []
    }
    look.record(
      fact,
      "Asked directly at \(request.address), the application answers \(look.response.status) to the host \(sent) and \(code) to \(accepted)"
        + (isClients
          ? "; nginx does not hand the client's Host on"
          : setting.map { "; \($0.name) is \($0.value) (\($0.source))" } ?? ""))
  }

  // MARK: cures

  private func passingHost(_ editor: ConfigurationEditor) -> [String] {
    let own = editor.settings?.directives("proxy_set_header").last { $0.arguments.first?.lowercased() == "host" }
    if let own { return editor.rewriting(own, to: [own.arguments[0], "$host"]) }
    return editor.settingHeaders([("Host", "$host")])
  }

  /// The setting with the host added, and a new start of the application.
  private func admitting(_ host: String, _ setting: Setting, _ application: Application) -> [String] {
    let name = String(host.prefix { $0 != ":" })
    if let edit = inCode(name, setting) {
      let again = Restart(application: application, scene: look.scene).commands()
      return again.isEmpty ? [] : [edit] + again
    }
    var value = setting.value
    if let bracket = value.lastIndex(of: "]") {
      let quote = value.contains("'") ? "'" : "\""
      value.insert(contentsOf: ", \(quote)\(name)\(quote)", at: bracket)
    } else {
      let separator = value.contains(",") || !value.contains(" ") ? "," : " "
      value += (value.isEmpty ? "" : separator) + name
    }
    let file = application.layers.written([setting.name]) ?? setting
    guard let edit = SettingEdit(setting: file, value: value).command(on: look.scene.machine) else { return [] }
    var restart = Restart(application: application, scene: look.scene)
    if application.environment?[setting.name] != nil { restart.entries = [(setting.name, value)] }
    let again = restart.commands()
    return again.isEmpty ? [] : [edit] + again
  }

  /// The host put first in a list that code spells out.
  private func inCode(_ host: String, _ setting: Setting) -> String? {
    guard let file = setting.file, file.path.extension == "py", let number = setting.line,
      let line = look.scene.machine.text(file)?.split(separator: "\n", omittingEmptySubsequences: false)
        .dropFirst(number - 1).first,
      let equals = line.firstIndex(of: "="), line[line.index(after: equals)...].trimmed.hasPrefix("[")
    else { return nil }
    return SedScript.substitute(#"= *\["#, by: #"= ["\#(host)", "#, on: .number(number)).command(on: file.reachable)
  }

  // MARK: settings

  private func application(at address: String) -> Application? { look.scene.application(at: address) }

  /// The setting that lists hosts: one of the usual names, else one that speaks of hosts.
  private func setting(_ application: Application) -> Setting? {
    if let known = application.setting(.allowedHosts) { return known }
    let telling = application.layers.variableNames.filter { name in
      let upper = name.uppercased()
      return upper.contains("HOST")
        && ["ALLOW", "TRUST", "VALID", "PERMIT", "ACCEPT", "WHITELIST"].contains { upper.contains($0) }
    }.sorted()
    return telling.lazy.compactMap { application.setting(named: $0) }.first
  }

  /// The hosts in a list of any notation: commas, blanks, brackets, quotes; patterns are left out.
  static func names(in value: String) -> [String] {
    value.split { !($0.isLetter || $0.isNumber || ".-:_".contains($0)) }.map(String.init)
      .filter { $0.contains(where: \.isLetter) || $0.contains(".") }
      .map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
  }
}
