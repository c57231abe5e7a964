import Diagnostics
import Facts
import Nginx
import Notation

/// What would become of an upload, without sending one.
struct UploadPathLook {
  let caseLook: ResolvedCaseLook

  private var answer: Answer {
    caseLook.examined.method == "POST" ? caseLook.answer : posted
  }

  /// The answer to a POST to the same URL.
  private var posted: Answer {
    var request = caseLook.resolved.request
    request.method = "POST"
    return Resolver(caseLook.instance.configuration).resolve(request, in: caseLook.resolved.tree)
  }

  func record() async {
    let answer = answer
    if answer.upstream != nil || caseLook.examined.origin == .upload { recordLimit(answer) }
    guard caseLook.examined.origin == .upload else { return }
    if answer.status == 405 {
      let position = answer.location?.position ?? answer.server?.position
      let change = caseLook.change(handingOver(answer), at: position)
      caseLook.record(
        UploadMethodRefused(
          code: 405, commands: change.commands, file: position?.file, handler: answer.handler.rawValue,
          line: position?.line, patch: change.patch),
        "POST reaches \(answer.location.map { "location \($0.pattern)" } ?? "the server"), which serves files only: 405"
      )
    }
    if answer.deniedBy != nil { recordRefusal(answer) }
    recordTimeouts()
    let detours = UploadDetours(caseLook: caseLook, answer: answer)
    await detours.recordErrorPages()
    await detours.recordDoubled()
    await detours.recordReplaced()
  }

  /// The change of the rule that keeps the upload from the application.
  private func recordRefusal(_ answer: Answer) {
    var request = caseLook.resolved.request
    request.method = "POST"
    let repairs = Repairs.find(
      for: request, answer: answer, in: caseLook.resolved.tree, resolver: Resolver(caseLook.instance.configuration))
    guard let repair = repairs.first(where: { $0.kind == .ruleRemoved }) else { return }
    RepairLook(caseLook: caseLook).record(repair)
  }

  /// A location for exactly this address, with the application that the same server hands others to.
  private func handingOver(_ answer: Answer) -> Repair? {
    guard let position = answer.server?.position, let server = caseLook.directive(at: position),
      let pass = (server.block ?? []).passes.first(where: { $0.name == "proxy_pass" }),
      let target = pass.arguments.first
    else { return nil }
    let scheme = target.firstRange(of: "://").map { target[..<$0.upperBound] } ?? "http://"
    let authority = target.dropFirst(scheme.count).prefix { $0 != "/" }
    var request = caseLook.resolved.request
    request.method = "POST"
    return Repairs.handOn(
      request, answer: answer, to: "\(scheme)\(authority)", bodySize: "50m", in: caseLook.resolved.tree,
      resolver: Resolver(caseLook.instance.configuration))
  }

  /// nginx's limit against the application's own and against what was refused already.
  private func recordLimit(_ answer: Answer) {
    guard let limit = answer.maxBodySize else { return }
    let setting = appLimit(below: limit, answer)
    let accepted = setting.flatMap(\.byteCount)
    let isBelowNginx = accepted.map { $0 <= limit } == true
    let refused = caseLook.scene.earlier.first(LogTooLarge.self)?.bytes
    let wanted = max(accepted ?? 0, refused ?? 0)
    let directive = caseLook.settings?.directives("client_max_body_size").last
    let state: UploadLimit.State =
      accepted.map { $0 > limit } == true
      ? .belowApp
      : isBelowNginx
        ? .enough : refused.map { $0 > limit } == true ? .belowSent : directive == nil ? .default : .enough
    var request = caseLook.resolved.request
    request.method = "POST"
    request.bodySize = max(wanted, limit + 1, 20 << 20)
    let resolver = Resolver(caseLook.instance.configuration)
    let refusal = resolver.resolve(request, in: caseLook.resolved.tree)
    let repair = Repairs.find(for: request, answer: refusal, in: caseLook.resolved.tree, resolver: resolver).first
    let words =
      directive.map { "client_max_body_size \($0.arguments.first ?? "") (\($0.position))" }
      ?? "client_max_body_size is not set: 1m"
    let position = directive?.position ?? answer.server?.position
    let change = caseLook.change(repair, at: position)
    caseLook.record(
      UploadLimit(
        appLimit: accepted, commands: change.commands, directive: words, file: position?.file, limit: limit,
        line: position?.line, patch: change.patch, setting: setting?.name,
        shown: directive?.arguments.first ?? "1m", state: state),
      "nginx lets bodies of \(shownBytes(limit)) through to \(caseLook.examined.url): \(words)"
        + (setting.map { "; the application accepts \(shownBytes(accepted ?? 0)) (\($0.name), \($0.source))" } ?? ""))
  }

  /// The limit of the application that gets the request, else of any; what PHP does by default counts where it is less.
  private func appLimit(below limit: Int, _ answer: Answer) -> Setting? {
    let applications = caseLook.scene.applications
    let behind = answer.upstream.flatMap { target in
      applications.first { application in target.addresses.contains { application.listens(at: $0) } }
    }
    if let own = behind?.setting(.uploadLimit) { return own }
    if let own = behind?.codeLimit, own.byteCount.map({ $0 < limit }) == true { return own }
    return applications.lazy.compactMap { $0.setting(.uploadLimit) }.first
  }

  /// Time limits that a slow line does not keep.
  private func recordTimeouts() {
    for name in ["client_body_timeout", "proxy_read_timeout", "proxy_send_timeout", "send_timeout"] {
      guard let directive = caseLook.settings?.directives(name).last, let text = directive.arguments.first,
        let seconds = Self.seconds(text),
        seconds < 10
      else { continue }
      caseLook.record(
        UploadTimeout(
          commands: caseLook.rewriting(directive, to: ["60s"]), directive: name, file: directive.position.file,
          line: directive.position.line, seconds: seconds),
        "\(directive.text) (\(directive.position)) ends transfers that pause for \(seconds) s")
    }
  }

  static func seconds(_ text: String) -> Int? {
    let digits = text.prefix(while: \.isNumber)
    guard let number = Int(digits) else { return nil }
    switch text.dropFirst(digits.count) {
    case "", "s": return number
    case "ms": return number / 1000
    case "m": return number * 60
    case "h": return number * 3600
    default: return nil
    }
  }
}
