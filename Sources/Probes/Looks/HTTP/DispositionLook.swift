import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Whether Content-Disposition names the file so that browsers can read it, and lets be shown what is meant to be.
struct DispositionLook {
  let look: AnswerLook

  init(_ look: AnswerLook) { self.look = look }

  func record() {
    let values = look.response.headers.values("Content-Disposition")
    guard look.response.status == 200, let value = values.first else { return }
    let disposition = ContentDisposition(value)
    if values.count > 1, Set(values).count > 1 {
      return record(
        .two, value, "Two Content-Disposition headers contradict each other: \(values.joined(separator: " and "))")
    }
    if let problem = disposition.problem { return record(problem.word, value, "\(problem.sentence): \(value)") }
    guard disposition.kind == "attachment", isShown else { return }
    record(
      .attachment, value,
      "The browser is told to store \(look.examined.url) instead of showing it: Content-Disposition: \(value)")
  }

  /// Whether the file is of a kind that browsers show, at an address that does not promise a download.
  private var isShown: Bool {
    let type = look.response.headers.first("Content-Type")?.lowercased() ?? ""
    let words = look.examined.url.lowercased().split { !$0.isLetter }
    let promises = ["download", "downloads", "export", "exports", "attachment", "attachments", "dl", "backup"]
    return
      (type.hasPrefix("image/") && !type.contains("svg") || type.hasPrefix("video/")
      || type.hasPrefix("application/pdf"))
      && !words.contains { promises.contains(String($0)) }
  }

  private func record(_ problem: HTTPDisposition.Problem, _ value: String, _ sentence: String) {
    var fact = HTTPDisposition(problem: problem, value: value)
    if let editor = look.editor { complete(&fact, editor) }
    look.record(fact, sentence)
  }

  /// Says who writes the header: nginx by a directive, or the application by a setting.
  private func complete(_ fact: inout HTTPDisposition, _ editor: ConfigurationEditor) {
    let added = editor.answer.addedHeaders.applied.last { $0.name.lowercased() == "content-disposition" }
    let directive =
      added.flatMap { editor.directive(at: $0.position) }
      ?? editor.settings?.directives("add_header").last { $0.arguments.first?.lowercased() == "content-disposition" }
    fact.by = directive != nil || editor.answer.upstream == nil ? .nginx : .app
    if let directive {
      let edit = Edit(.remove, of: directive, in: editor.instance.configuration)
      let isUnwanted = fact.problem == .attachment || fact.problem == .two
      fact.directive = directive.text
      fact.commands = isUnwanted ? editor.commands(edit.commands()) : []
      (fact.file, fact.line) = (directive.position.file, directive.position.line)
    } else if let request = UpstreamRequest(editor), let application = look.scene.application(at: request.address) {
      completeSetting(&fact, of: application)
    }
  }

  /// Names the application's setting that says so, where one speaks of it.
  private func completeSetting(_ fact: inout HTTPDisposition, of application: Application) {
    let telling = application.layers.variableNames.filter {
      $0.uppercased().contains("DISPOSITION") || $0.uppercased().contains("ATTACHMENT")
    }
    .sorted()
    guard
      let found = telling.lazy.compactMap({ application.setting(named: $0) }).first(where: {
        $0.value.lowercased() == "attachment"
      })
    else { return }
    let written = application.layers.written([found.name]) ?? found
    var restart = Restart(application: application, scene: look.scene)
    if application.environment?[found.name] != nil { restart.entries = [(found.name, "inline")] }
    let again = restart.commands()
    let edit = SettingEdit(setting: written, value: "inline").command(on: look.scene.machine)
    (fact.setting, fact.source) = (found.name, written.source)
    fact.commands = again.isEmpty ? [] : (edit.map { [$0] } ?? []) + again
  }
}
