import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// What leads a request elsewhere: regexes, fallbacks, proxies, rewrites.
extension ResolvedCaseLook {
  /// Whether the location was chosen for the client's own path, not for one that a fallback or an index put in its place.
  private var isAnsweredAsAsked: Bool {
    let asked = PercentEncoding.decode(URLPath.prefix(of: examined.url))
    guard let uri = answer.uri else { return true }
    let bare = String(decoding: asked, as: UTF8.self)
    return uri == bare || uri + "/" == bare
  }

  func recordDetours() {
    if let pair = answer.regexBeatPrefix, isAnsweredAsAsked {
      record(
        ResolveRegexWon(
          file: pair.regex.position.file, line: pair.regex.position.line,
          pattern: "\(pair.regex.modifier) \(pair.regex.pattern)", prefix: pair.prefix.pattern),
        "location \(pair.regex.modifier) \(pair.regex.pattern) (\(pair.regex.position)) wins over location \(pair.prefix.pattern)"
      )
    }
    let isAsset = ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: examined.url))
    for fallback in answer.fallbacks {
      var fact = ResolveFallback(
        asset: isAsset, file: fallback.position.file, kind: fallback.kind == .tryFiles ? .tryFiles : .errorPage,
        line: fallback.position.line, originalStatus: fallback.originalStatus, target: fallback.target)
      if isAsset, answer.status == 200 { completeEnd(&fact) }
      record(
        fact,
        "\(fallback.kind.rawValue) at \(fallback.position) falls back to \(fallback.target)"
          + (fallback.originalStatus.map { " instead of \($0)" } ?? ""))
    }
    if let upstream = answer.upstream {
      record(
        ResolveProxied(
          asset: looksLikeFile, file: upstream.position.file, line: upstream.position.line,
          location: answer.location?.pattern, sent: upstream.uri, upstream: upstream.url),
        "The request is handed to \(upstream.url)\(upstream.uri.map { " as \($0)" } ?? "") (\(upstream.position))")
    }
    let ifs = answer.rewrites.filter { directive(at: $0)?.name == "rewrite" }
    if let position = ifs.first, let directive = directive(at: position) {
      record(
        ResolveRewritten(directive: directive.text, file: position.file, line: position.line, to: answer.uri),
        "\(directive.text) (\(position)) turns the URL into \(answer.uri ?? "another one")")
    }
    if answer.status == 500, answer.isCycle {
      let position = answer.fallbacks.last?.position ?? answer.location?.position
      let missing = answer.candidates.last { $0.errno == 2 }?.path
      record(
        ResolveCycle(file: position?.file, line: position?.line, path: missing, uri: answer.uri),
        "Internal redirects never end, because \(missing ?? "their target") is not there: \(answer.steps.last ?? "")")
    }
  }

  /// Whether the URL names a file rather than a page or an action: by its extension, or below a directory of files.
  private var looksLikeFile: Bool {
    !ExpectedType.fileExtension(ofURL: examined.url).isEmpty
      || scene.route(examined.route).map { $0.rootSetting != nil && $0.prefix != "/" } == true
  }

  /// Adds a location that lets missing assets end in 404, tried on a file of the same kind that is there.
  private func completeEnd(_ fact: inout ResolveFallback) {
    guard let first = answer.candidates.first?.path, let slash = first.lastIndex(of: "/") else { return }
    let names = resolved.tree.names(in: ByteText.bytes(String(first[..<slash])))
    let kind = first.split(separator: "/").last?.split(separator: ".").last.map { "." + $0 } ?? ""
    let folder = examined.address.path.dropLast(examined.address.lastComponent.count)
    let alike = names.filter { ByteText.string($0).hasSuffix(kind) }.sorted { $0.lexicographicallyPrecedes($1) }
    let siblings = alike.prefix(2).map { name in
      var url = examined.address
      url.target = folder + PercentEncoding.encode(name, keeping: .pathPart)
      return Request(url, local: resolved.request.local)
    }
    let repair = Repairs.endFallback(
      for: resolved.request, answer: answer, in: resolved.tree, resolver: Resolver(instance.configuration),
      siblings: siblings)
    guard let repair else { return }
    let change = change(repair, at: nil)
    fact.location = repair.after.map(\.trimmedLine).joined(separator: " ")
    (fact.commands, fact.patch) = (change.commands, change.patch)
    if let (copy, name) = successor(of: FilePath(first), among: names.map(ByteText.string)) {
      fact.successor = name
      fact.commands = [copy] + change.commands
    }
  }

  /// The file of the same name with another hash, where the page that answers names the missing one: page and assets are of
  /// two builds. With the command that gives the missing one its content.
  private func successor(of missing: FilePath, among names: [String]) -> (command: String, name: String)? {
    guard let name = missing.lastComponent?.string, let (stem, hash, ending) = HashedName.parts(of: name),
      let page = answer.file.flatMap({ scene.machine.text(Place(FilePath($0), in: instance.view), limit: 1 << 20) }),
      page.contains(name)
    else { return nil }
    let others = names.filter { other in
      guard let parts = HashedName.parts(of: other) else { return false }
      return parts.0 == stem && parts.2 == ending && parts.1 != hash && parts.1.count == hash.count
    }
    guard others.count == 1, !page.contains(others[0]) else { return nil }
    let folder = missing.removingLastComponent()
    let paths = [others[0], name].map { Place(folder.appending($0), in: instance.view).reachable.shellQuoted }
    return ("cp -p \(paths[0]) \(paths[1])", others[0])
  }
}
