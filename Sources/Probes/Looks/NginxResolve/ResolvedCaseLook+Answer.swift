import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// The answer itself, the file, a refusal, and whether the live server agrees.
extension ResolvedCaseLook {
  func recordAnswer() {
    let location = answer.location.map { "location \($0.modifier.isEmpty ? "" : $0.modifier + " ")\($0.pattern)" }
    let position = answer.location?.position ?? answer.server?.position
    let server = answer.server.map {
      $0.names.isEmpty ? "the server at \($0.position)" : $0.names.joined(separator: " ")
    }
    let unknown = answer.unknown.map(\.directive)
    record(
      ResolveAnswer(
        certain: resolved.isCertain, file: position?.file,
        handler: .init(answer.handler), line: position?.line, location: location,
        path: answer.file, server: server, status: answer.status),
      "By the configuration \(examined.url) is handled by \(location ?? "no location")\(position.map { " (\($0))" } ?? ""): \(answer.handler.rawValue)"
        + (answer.file.map { ", file \($0)" } ?? "") + (answer.status.map { ", status \($0)" } ?? "")
        + (unknown.isEmpty ? "" : "; not certain because of \(unknown.joined(separator: ", "))"))
  }

  func recordFile() {
    guard let first = answer.candidates.first else { return }
    let path = shownText(ByteText.bytes(first.path))
    if first.node?.kind == .file {
      record(
        ResolveFilePresent(path: path), "nginx looks for \(path), and it is there")
    } else if first.errno == 2 || first.errno == 20 {
      record(
        ResolveFileMissing(
          directive: first.directive, file: (first.position ?? answer.rootPosition)?.file,
          line: (first.position ?? answer.rootPosition)?.line, path: path),
        "\(first.directive)\(first.position.map { " (\($0))" } ?? "") leads to \(path), which does not exist")
    }
    recordIndex()
  }

  /// A directory without an index file; and a page in it that `index` does not name.
  private func recordIndex() {
    guard answer.status == 403, answer.deniedBy == nil, answer.handler == .directoryIndex, let file = answer.file,
      file.hasSuffix("/"), !answer.candidates.contains(where: { $0.errno == 13 })
    else { return }
    let folder = FilePath(bytes: ByteText.bytes(String(file.dropLast())))
    let names = settings?.directives("index").last?.arguments.filter { !$0.contains("$") && !$0.hasPrefix("/") } ?? []
    let index = names.first { $0.hasSuffix(".html") || $0.hasSuffix(".htm") } ?? "index.html"
    let present = resolved.tree.names(in: folder.bytes).map(ByteText.string).filter(Self.isPage)
    let found = present.sorted().lazy.compactMap { name in
      Repairs.name(
        index: name, for: resolved.request, answer: answer, in: resolved.tree,
        resolver: Resolver(instance.configuration)
      ).map { (name, $0) }
    }.first
    let change = change(found?.1, at: answer.location?.position)
    record(
      ResolveNoIndex(
        commands: change.commands, file: change.position?.file, index: names.isEmpty ? "index.html" : index,
        line: change.position?.line, patch: change.patch, path: folder.shown, present: found?.0),
      "\(folder.shown) has no index file, and autoindex is off" + (found.map { "; \($0.0) is there" } ?? ""))
  }

  private static func isPage(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".")
    return parts.count == 2 && ["index", "default", "home", "main"].contains(parts[0])
      && ["htm", "html", "xhtml"].contains(parts[1])
  }

  func recordDenial() {
    guard let denial = answer.deniedBy ?? refusingSubrequest else { return }
    record(
      ResolveDenied(
        directive: denial.directive, file: denial.position.file,
        kind: .init(denial.kind), line: denial.position.line),
      "\(denial.directive) at \(denial.position) refuses the request")
  }

  /// The auth_request whose answer is another program's, where the live answer or the log tells that it refused.
  private var refusingSubrequest: Nginx.Denial? {
    guard let position = answer.unknown.first(where: { $0.directive == "auth_request" })?.position,
      let directive = directive(at: position, named: "auth_request"), let live = liveStatus
    else { return nil }
    let isLogged = seen(LogRefusedByRule.self) != nil
    // That a guard shuts out strangers is its purpose, until somebody asks for the file.
    guard ([401, 403].contains(live) && examined.origin == .target) || (live == 500 && isLogged) else { return nil }
    return Nginx.Denial(kind: .authRequest, directive: directive.text, position: position)
  }

  /// Whether the running server does what the files on the disk say.
  func recordAgreement() {
    guard let live = liveStatus, let expected = answer.status, examined.origin != .upload else { return }
    if live == expected || (live == 304 && expected == 200) {
      return record(
        ResolveAgreesWithLive(status: live), "The running server answers \(live), as the configuration says")
    }
    record(
      ResolveDiffersFromLive(live: live, resolved: expected),
      "The running server answers \(live); by the configuration and the files on the disk it would be \(expected)")
  }
}

extension ResolveAnswer.Handler {
  fileprivate init(_ handler: Nginx.Handler) {
    self =
      switch handler {
      case .file: .file
      case .directoryIndex: .directoryIndex
      case .autoindex: .autoindex
      case .proxy: .proxy
      case .fastcgi: .fastcgi
      case .uwsgi: .uwsgi
      case .scgi: .scgi
      case .grpc: .grpc
      case .return: .return
      case .redirect: .redirect
      case .deny: .deny
      case .auth: .auth
      case .internal: .internal
      case .none: .none
      }
  }
}

extension ResolveDenied.Kind {
  fileprivate init(_ kind: Nginx.Denial.Kind) {
    self =
      switch kind {
      case .deny: .deny
      case .authBasic: .authBasic
      case .authRequest: .authRequest
      case .return: .return
      case .validReferers: .validReferers
      case .limitExcept: .limitExcept
      case .internal: .internal
      case .disableSymlinks: .disableSymlinks
      case .secureLink: .secureLink
      }
  }
}
