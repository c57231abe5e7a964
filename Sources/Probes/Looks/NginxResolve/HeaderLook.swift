import Diagnostics
import Facts
import Nginx
import Notation

/// What the configuration does to a case's headers.
struct HeaderLook {
  let caseLook: ResolvedCaseLook

  private var answer: Answer { caseLook.answer }

  func record() {
    recordTypes()
    recordCacheControl()
    recordAdded()
    recordRedirect()
  }

  /// The MIME table in force, where the live answer has another type than the extension promises.
  private func recordTypes() {
    guard let seen = caseLook.seen(HTTPTypeMismatch.self), answer.upstream == nil, answer.status == 200 else { return }
    let types = caseLook.settings?.directives("types").last
    let isOwnTable = types.map { $0.position.file.hasSuffix("mime.types") } == false
    let repairs = Repairs.find(
      for: caseLook.resolved.request, answer: answer, in: caseLook.resolved.tree,
      resolver: Resolver(caseLook.instance.configuration),
      contentType: seen.expected)
    let position = types?.position ?? caseLook.instance.configuration.directives.first { $0.name == "http" }?.position
    let folder = caseLook.instance.configuration.file.split(separator: "/").dropLast().joined(separator: "/")
    let change = caseLook.change(repairs.first, at: position)
    caseLook.record(
      ResolveTypesMissing(
        commands: change.commands, expected: seen.expected, extension: seen.extension, file: position?.file,
        got: seen.got, line: position?.line, patch: change.patch,
        reason: types == nil ? .notIncluded : isOwnTable ? .replaced : .lacks),
      types == nil
        ? "No types are included (/\(folder)/mime.types): .\(seen.extension) falls to the default type \(seen.got)"
        : "The types block at \(types.map { "\($0.position)" } ?? "") lacks .\(seen.extension)")
  }

  private func recordCacheControl() {
    let values = answer.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value)
    guard values.count > 1, CacheControl.contradict(values), let expires = caseLook.settings?.directives("expires").last
    else { return }
    caseLook.record(
      ResolveCacheContradiction(
        cacheControl: values.joined(separator: " and "), expires: expires.text, file: expires.position.file,
        line: expires.position.line),
      "\(expires.text) (\(expires.position)) and add_header Cache-Control contradict each other: \(values.joined(separator: " and "))"
    )
  }

  private func recordAdded() {
    let applied = Set(answer.addedHeaders.applied.map { $0.name.lowercased() })
    let dropped = answer.addedHeaders.dropped.filter { !applied.contains($0.name.lowercased()) }
    if let first = dropped.first, let inner = answer.addedHeaders.applied.first {
      let names = dropped.map(\.name)
      caseLook.record(
        ResolveHeadersDropped(
          commands: restoring(dropped), file: inner.position.file, line: inner.position.line, names: names,
          outerFile: first.position.file, outerLine: first.position.line),
        "The add_header at \(inner.position) cancels the outer \(names.joined(separator: ", ")) (\(first.position))")
    }
    guard let live = caseLook.liveStatus, live >= 400 else { return }
    for line in answer.addedHeaders.applied + answer.addedHeaders.dropped where !line.isAlways {
      guard line.name.lowercased().hasPrefix("access-control-"), let directive = caseLook.directive(at: line.position)
      else { continue }
      caseLook.record(
        ResolveHeaderWithoutAlways(
          commands: caseLook.rewriting(directive, to: directive.arguments + ["always"]), file: line.position.file,
          line: line.position.line, name: line.name),
        "\(line.name) (\(line.position)) is left off this \(live) answer: it lacks \"always\"")
    }
  }

  /// Commands that write the outer headers into the block that cancels them.
  private func restoring(_ lines: [HeaderSet.Line]) -> [String] {
    guard let position = answer.location?.position, let block = caseLook.directive(at: position) else { return [] }
    return caseLook.commands(
      Edit.commands(
        lines.map { line in
          let words = [line.name, line.value] + (line.isAlways ? ["always"] : [])
          return Edit(.insertInside(NewDirective("add_header", words)), of: block, in: caseLook.instance.configuration)
        }))
  }

  /// A live redirect that carries the port of the server behind, and the server that makes it.
  private func recordRedirect() {
    guard let seen = caseLook.seen(HTTPRedirect.self), seen.leaks == .port, let port = seen.port else { return }
    let location = seen.location
    for instance in caseLook.scene.nginx {
      guard let server = instance.configuration.servers.first(where: { $0.listens.contains { $0.port == port } }) else {
        continue
      }
      let inner = ResolvedCaseLook(
        examined: caseLook.examined, resolved: caseLook.resolved.moved(to: instance), scene: caseLook.scene,
        recorder: caseLook.recorder)
      let edit = Edit(
        .insertInside(NewDirective("absolute_redirect", ["off"])), of: server.directive, in: instance.configuration)
      return caseLook.record(
        ResolveRedirectLeak(
          commands: inner.commands(edit.commands()), file: server.position.file, line: server.position.line,
          location: location, port: port),
        "The redirect to \(location) carries port \(port), on which the server at \(server.position) listens behind the one that is asked"
      )
    }
  }
}
