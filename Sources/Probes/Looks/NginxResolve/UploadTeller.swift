import Diagnostics
import Nginx

/// What would become of an upload, without sending one.
struct UploadTeller {
  let teller: ResolveTeller

  private var answer: Answer {
    teller.one.method == "POST" ? teller.answer : posted
  }

  /// The answer to a POST to the same URL.
  private var posted: Answer {
    var request = teller.resolved.request
    request.method = "POST"
    return Resolver(teller.instance.configuration).resolve(request, in: teller.resolved.tree)
  }

  func tell() {
    let answer = answer
    if answer.upstream != nil || teller.one.origin == .upload { tellLimit(answer) }
    guard teller.one.origin == .upload else { return }
    if answer.status == 405 {
      teller.record(
        "upload.method-refused",
        "POST reaches \(answer.location.map { "location \($0.pattern)" } ?? "the server"), which serves files only: 405",
        teller.merged(
          ["code": 405, "handler": .string(answer.handler.rawValue), "commands": Value(handingOver())],
          answer.location?.position ?? answer.server?.position))
    }
    tellTimeouts()
    tellErrorPage()
    tellDoubled(answer)
  }

  /// Commands that hand exactly this address to the application that the same server hands others to.
  private func handingOver() -> [String] {
    let configuration = teller.instance.configuration
    guard let position = teller.answer.server?.position, let server = teller.directive(at: position),
      let pass = WriteReadProbe.passes(server.block ?? []).first(where: { $0.name == "proxy_pass" }),
      let target = pass.arguments.first
    else { return [] }
    let scheme = target.firstRange(of: "://").map { target[..<$0.upperBound] } ?? "http://"
    let authority = target.dropFirst(scheme.count).prefix { $0 != "/" }
    let path = RouteDiscovery.path(of: teller.one.url).dropLast()
    let lines = [NewDirective("proxy_pass", ["\(scheme)\(authority)"]), NewDirective("client_max_body_size", ["50m"])]
    let location = NewDirective("location", ["=", String(path)], block: lines)
    return teller.commands(Edit(.insertInside(location), of: server, in: configuration).commands())
  }

  /// nginx's limit against the application's own and against what was refused already.
  private func tellLimit(_ answer: Answer) {
    guard let limit = answer.maxBodySize else { return }
    let applications = teller.scene.applications
    let setting = applications.lazy.compactMap { $0.setting(.uploadLimit) }.first
    let accepted = setting.flatMap(Self.bytes)
    let refused = teller.recorder.observations.first { $0.kind == "log.too-large" }?.data["bytes"]?.number.map {
      Int($0)
    }
    let wanted = max(accepted ?? 0, refused ?? 0)
    let directive = teller.settings?.directives("client_max_body_size").last
    let state =
      accepted.map { $0 > limit } == true
      ? "below-app" : refused.map { $0 > limit } == true ? "below-sent" : directive == nil ? "default" : "enough"
    var request = teller.resolved.request
    request.method = "POST"
    request.bodySize = max(wanted, limit + 1, 20 << 20)
    let resolver = Resolver(teller.instance.configuration)
    let refusal = resolver.resolve(request, in: teller.resolved.tree)
    let repair = Repairs.find(for: request, answer: refusal, in: teller.resolved.tree, resolver: resolver).first
    let words =
      directive.map { "client_max_body_size \($0.arguments.first ?? "") (\($0.position))" }
      ?? "client_max_body_size is not set: 1m"
    teller.record(
      "upload.limit",
      "nginx lets bodies of \(shownBytes(limit)) through to \(teller.one.url): \(words)"
        + (setting.map { "; the application accepts \(shownBytes(accepted ?? 0)) (\($0.name), \($0.source))" } ?? ""),
      teller.merged(
        [
          "limit": .int(limit), "shown": .string(directive?.arguments.first ?? "1m"), "app_limit": Value(accepted),
          "setting": Value(setting?.name), "state": .string(state), "directive": .string(words),
          "commands": Value(repair.map { teller.commands($0.commands()) } ?? []),
        ], directive?.position ?? answer.server?.position))
  }

  /// Bytes of `26214400`, `25M`, or of a setting whose name ends in MB.
  static func bytes(_ setting: Setting) -> Int? {
    let text = setting.value.lowercased().filter { $0 != " " && $0 != "_" }
    let digits = text.prefix(while: \.isNumber)
    guard let number = Int(digits), number > 0 else { return nil }
    let unit = text.dropFirst(digits.count)
    if unit.hasPrefix("g") { return number << 30 }
    if unit.hasPrefix("m") || (unit.isEmpty && setting.name.uppercased().hasSuffix("MB")) { return number << 20 }
    if unit.hasPrefix("k") { return number << 10 }
    return unit.isEmpty || unit == "b" ? number : nil
  }

  /// Time limits that a slow line does not keep.
  private func tellTimeouts() {
    for name in ["client_body_timeout", "proxy_read_timeout", "proxy_send_timeout", "send_timeout"] {
      guard let directive = teller.settings?.directives(name).last, let text = directive.arguments.first,
        let seconds = Self.seconds(text),
        seconds < 10
      else { continue }
      teller.record(
        "upload.timeout", "\(directive.text) (\(directive.position)) ends transfers that pause for \(seconds) s",
        teller.merged(
          [
            "directive": .string(name), "seconds": .int(seconds),
            "commands": Value(teller.rewriting(directive, to: ["60s"])),
          ], directive.position))
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

  /// Errors of the application that error_page turns into a success.
  private func tellErrorPage() {
    guard let settings = teller.settings, settings.directives("proxy_intercept_errors").last?.arguments.first == "on"
    else { return }
    for directive in settings.directives("error_page") {
      guard let shown = directive.arguments.first(where: { $0.hasPrefix("=2") }).flatMap({ Int($0.dropFirst()) }),
        let original = directive.arguments.lazy.compactMap({ Int($0) }).first(where: { $0 >= 400 })
      else { continue }
      let arguments = directive.arguments.filter { !$0.hasPrefix("=") }
      teller.record(
        "resolve.error-page-masks",
        "proxy_intercept_errors with \(directive.text) (\(directive.position)) turns errors of the application into \(shown)",
        teller.merged(
          [
            "original": .int(original), "shown": .int(shown),
            "directive": .string("proxy_intercept_errors; \(directive.text)"),
            "commands": Value(teller.rewriting(directive, to: arguments)),
          ], directive.position))
    }
  }

  /// A path that proxy_pass glued together with two slashes.
  private func tellDoubled(_ answer: Answer) {
    guard let upstream = answer.upstream, let sent = upstream.uri, sent.contains("//"),
      !teller.one.url.dropFirst(8).contains("//")
    else { return }
    var better = sent
    while better.contains("//") { better = better.replacingAll("//", by: "/") }
    var request = teller.resolved.request
    request.method = "POST"
    let repair = Repairs.find(
      for: request, answer: answer, in: teller.resolved.tree, resolver: Resolver(teller.instance.configuration),
      upstreamURI: better
    ).first
    let directive = teller.directive(at: upstream.position)?.text ?? "proxy_pass"
    teller.record(
      "resolve.upstream-path",
      "\(directive) (\(upstream.position)) asks the application for \(sent) where \(better) is meant",
      teller.merged(
        [
          "sent": .string(sent), "better": .string(better), "directive": .string(directive),
          "commands": Value(repair.map { teller.commands($0.commands()) } ?? []),
        ], upstream.position))
  }
}
