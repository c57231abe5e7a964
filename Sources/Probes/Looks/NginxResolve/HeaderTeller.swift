import Diagnostics
import Nginx
import Notation

/// What the configuration does to a case's headers.
struct HeaderTeller {
  let teller: ResolveTeller

  private var answer: Answer { teller.answer }

  func tell() {
    tellTypes()
    tellCacheControl()
    tellAdded()
    tellRedirect()
  }

  /// The MIME table in force, where the live answer has another type than the extension promises.
  private func tellTypes() {
    guard let seen = teller.seen("http.type-mismatch"), let expected = seen.data["expected"]?.text,
      let got = seen.data["got"]?.text,
      answer.upstream == nil, answer.status == 200
    else { return }
    let types = teller.settings?.directives("types").last
    let isOwnTable = types.map { $0.position.file.hasSuffix("mime.types") } == false
    let repairs = Repairs.find(
      for: teller.resolved.request, answer: answer, in: teller.resolved.tree,
      resolver: Resolver(teller.instance.configuration),
      contentType: expected)
    let position = types?.position ?? teller.instance.configuration.directives.first { $0.name == "http" }?.position
    let folder = teller.instance.configuration.file.split(separator: "/").dropLast().joined(separator: "/")
    teller.record(
      "resolve.types-missing",
      types == nil
        ? "No types are included (/\(folder)/mime.types): .\(seen.data["extension"]?.text ?? "") falls to the default type \(got)"
        : "The types block at \(types.map { "\($0.position)" } ?? "") lacks .\(seen.data["extension"]?.text ?? "")",
      teller.merged(
        [
          "extension": seen.data["extension"] ?? .null, "got": .string(got), "expected": .string(expected),
          "reason": .string(types == nil ? "not-included" : isOwnTable ? "replaced" : "lacks"),
        ].merging(teller.mending(repairs.first)) { own, _ in own }, position))
  }

  private func tellCacheControl() {
    let values = answer.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value)
    guard values.count > 1, CacheControl.contradict(values), let expires = teller.settings?.directives("expires").last
    else { return }
    teller.record(
      "resolve.cache-contradiction",
      "\(expires.text) (\(expires.position)) and add_header Cache-Control contradict each other: \(values.joined(separator: " and "))",
      teller.merged(
        ["expires": .string(expires.text), "cache_control": .string(values.joined(separator: " and "))],
        expires.position))
  }

  private func tellAdded() {
    let applied = Set(answer.addedHeaders.applied.map { $0.name.lowercased() })
    let dropped = answer.addedHeaders.dropped.filter { !applied.contains($0.name.lowercased()) }
    if let first = dropped.first, let inner = answer.addedHeaders.applied.first {
      let names = dropped.map(\.name)
      teller.record(
        "resolve.headers-dropped",
        "The add_header at \(inner.position) cancels the outer \(names.joined(separator: ", ")) (\(first.position))",
        teller.merged(
          [
            "names": Value(names), "outer_file": .string(first.position.file), "outer_line": .int(first.position.line),
            "commands": Value(restoring(dropped)),
          ], inner.position))
    }
    guard let live = teller.liveStatus, live >= 400 else { return }
    for line in answer.addedHeaders.applied + answer.addedHeaders.dropped where !line.isAlways {
      guard line.name.lowercased().hasPrefix("access-control-"), let directive = teller.directive(at: line.position)
      else { continue }
      teller.record(
        "resolve.header-without-always",
        "\(line.name) (\(line.position)) is left off this \(live) answer: it lacks “always”",
        teller.merged(
          [
            "name": .string(line.name),
            "commands": Value(teller.rewriting(directive, to: directive.arguments + ["always"])),
          ], line.position))
    }
  }

  /// Commands that write the outer headers into the block that cancels them.
  private func restoring(_ lines: [HeaderSet.Line]) -> [String] {
    guard let position = answer.location?.position, let block = teller.directive(at: position) else { return [] }
    return teller.commands(
      Edit.commands(
        lines.map { line in
          let words = [line.name, line.value] + (line.isAlways ? ["always"] : [])
          return Edit(.insertInside(NewDirective("add_header", words)), of: block, in: teller.instance.configuration)
        }))
  }

  /// A live redirect that carries the port of the server behind, and the server that makes it.
  private func tellRedirect() {
    guard let seen = teller.seen("http.redirect"), seen.data["leaks"] == "port",
      let location = seen.data["location"]?.text,
      let port = seen.data["port"]?.number.map({ Int($0) })
    else { return }
    for instance in teller.scene.nginx {
      guard let server = instance.configuration.servers.first(where: { $0.listens.contains { $0.port == port } }) else {
        continue
      }
      let inner = ResolveTeller(
        one: teller.one, resolved: teller.resolved.moved(to: instance), scene: teller.scene, recorder: teller.recorder)
      let edit = Edit(
        .insertInside(NewDirective("absolute_redirect", ["off"])), of: server.directive, in: instance.configuration)
      return teller.record(
        "resolve.redirect-leak",
        "The redirect to \(location) carries port \(port), on which the server at \(server.position) listens behind the one that is asked",
        teller.merged(
          ["location": .string(location), "port": .int(port), "commands": Value(inner.commands(edit.commands()))],
          server.position))
    }
  }
}
