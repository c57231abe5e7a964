import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// The answer itself, the file, a refusal, and whether the live server agrees.
extension ResolveTeller {
  func tellAnswer() {
    let location = answer.location.map { "location \($0.modifier.isEmpty ? "" : $0.modifier + " ")\($0.pattern)" }
    let position = answer.location?.position ?? answer.server?.position
    let server = answer.server.map {
      $0.names.isEmpty ? "the server at \($0.position)" : $0.names.joined(separator: " ")
    }
    let unknown = answer.unknown.map(\.directive)
    record(
      "resolve.answer",
      "By the configuration \(one.url) is handled by \(location ?? "no location")\(position.map { " (\($0))" } ?? ""): \(answer.handler.rawValue)"
        + (answer.file.map { ", file \($0)" } ?? "") + (answer.status.map { ", status \($0)" } ?? "")
        + (unknown.isEmpty ? "" : "; not certain because of \(unknown.joined(separator: ", "))"),
      merged(
        [
          "status": Value(answer.status), "handler": .string(answer.handler.rawValue), "path": Value(answer.file),
          "location": Value(location), "certain": .bool(resolved.isCertain), "server": Value(server),
        ], position))
  }

  func tellFile() {
    guard let first = answer.candidates.first else { return }
    let path = shownText(ByteText.bytes(first.path))
    if first.node?.kind == .file {
      record("resolve.file-present", "nginx looks for \(path), and it is there", ["path": .string(path)])
    } else if first.errno == 2 || first.errno == 20 {
      record(
        "resolve.file-missing",
        "\(first.directive)\(first.position.map { " (\($0))" } ?? "") leads to \(path), which does not exist",
        merged(["path": .string(path), "directive": .string(first.directive)], first.position ?? answer.rootPosition))
    }
    tellIndex()
  }

  /// A directory without an index file; and a page in it that `index` does not name.
  private func tellIndex() {
    guard answer.status == 403, answer.deniedBy == nil, answer.handler == .directoryIndex, let file = answer.file,
      file.hasSuffix("/"), !answer.candidates.contains(where: { $0.errno == 13 })
    else { return }
    let folder = FilePath(bytes: ByteText.bytes(String(file.dropLast())))
    let names = settings?.directives("index").last?.arguments.filter { !$0.contains("$") && !$0.hasPrefix("/") } ?? []
    let index = names.first { $0.hasSuffix(".html") || $0.hasSuffix(".htm") } ?? "index.html"
    let present = ((try? resolved.tree.list(folder.bytes).get()) ?? []).map(ByteText.string).filter(Self.isPage)
    let found = present.sorted().lazy.compactMap { name in
      Repairs.name(
        index: name, for: resolved.request, answer: answer, in: resolved.tree,
        resolver: Resolver(instance.configuration)
      ).map { (name, $0) }
    }.first
    record(
      "resolve.no-index",
      "\(folder.shown) has no index file, and autoindex is off" + (found.map { "; \($0.0) is there" } ?? ""),
      merged(
        [
          "path": .string(folder.shown), "index": .string(names.isEmpty ? "index.html" : index),
          "present": Value(found?.0),
        ].merging(mending(found?.1)) { own, _ in own }, answer.location?.position))
  }

  private static func isPage(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".")
    return parts.count == 2 && ["index", "default", "home", "main"].contains(parts[0])
      && ["htm", "html", "xhtml"].contains(parts[1])
  }

  func tellDenial() {
    guard let denial = answer.deniedBy ?? refusingSubrequest else { return }
    record(
      "resolve.denied", "\(denial.directive) at \(denial.position) refuses the request",
      merged(["kind": .string(denial.kind.rawValue), "directive": .string(denial.directive)], denial.position))
  }

  /// The auth_request whose answer is another program's, where the live answer or the log tells that it refused.
  private var refusingSubrequest: Nginx.Denial? {
    guard let position = answer.unknown.first(where: { $0.directive == "auth_request" })?.position,
      let directive = directive(at: position, named: "auth_request"), let live = liveStatus
    else { return nil }
    let isLogged = seen("log.refused-by-rule") != nil
    // That a guard shuts out strangers is its purpose, until somebody asks for the file.
    guard ([401, 403].contains(live) && one.origin == .target) || (live == 500 && isLogged) else { return nil }
    return Nginx.Denial(kind: .authRequest, directive: directive.text, position: position)
  }

  /// Whether the running server does what the files on the disk say.
  func tellAgreement() {
    guard let live = liveStatus, let expected = answer.status, one.origin != .upload else { return }
    if live == expected || (live == 304 && expected == 200) {
      return record(
        "resolve.agrees-with-live", "The running server answers \(live), as the configuration says",
        ["status": .int(live)])
    }
    record(
      "resolve.differs-from-live",
      "The running server answers \(live); by the configuration and the files on the disk it would be \(expected)",
      ["live": .int(live), "resolved": .int(expected)])
  }
}
