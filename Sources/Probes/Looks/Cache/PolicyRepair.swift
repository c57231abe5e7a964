import Diagnostics
import Facts
import Nginx
import Notation

/// The smallest change of nginx's configuration after which one answer carries another Cache-Control, and its assets the same.
struct PolicyRepair {
  let editor: ConfigurationEditor
  /// The Cache-Control that is wanted.
  let wish: String
  /// URLs whose headers have to stay.
  let assets: [String]

  private var configuration: Configuration { editor.instance.configuration }

  /// Says who sets the header, where, and the commands that change it.
  func complete(_ fact: inout HTTPCachePolicy, live: CacheControl) {
    let own = Self.control(editor.answer)
    guard !own.isAbsent else {
      if editor.answer.upstream != nil { fact.by = .app }
      return
    }
    guard own.lifetime == live.lifetime || !own.directives.isDisjoint(with: live.directives) else {
      fact.by = .app
      return
    }
    let source =
      editor.answer.addedHeaders.applied.last { $0.name.lowercased() == "cache-control" }?.position
      ?? editor.settings?.directives("expires").last?.position
    let commands = candidates(source).first { isRight($0) }.map { Edit.commands($0) } ?? []
    fact.by = .nginx
    fact.directive = source.flatMap { editor.directive(at: $0) }?.text
    fact.commands = editor.commands(commands)
    (fact.file, fact.line) = (source?.file, source?.line)
  }

  static func control(_ answer: Answer) -> CacheControl {
    let values = answer.headers.filter { $0.name.lowercased() == "cache-control" }.map(\.value)
    return CacheControl(values: values)
  }

  /// Whether the wish is fulfilled for the URL and nothing changes for the others.
  private func isRight(_ edits: [Edit]) -> Bool {
    guard edits.count < 2 || !sharesLines(edits) else { return false }
    let after = Resolver(configuration.applying(edits))
    let answer = after.resolve(editor.resolved.request, in: editor.resolved.tree)
    let wanted = CacheControl(values: [wish])
    let now = Self.control(answer)
    guard answer.status == editor.answer.status, answer.file == editor.answer.file,
      now.lifetime == wanted.lifetime || (wanted.forbidsReuse && now.forbidsReuse && (now.lifetime ?? 0) == 0)
    else { return false }
    let before = Resolver(configuration)
    return assets.allSatisfy { asset in
      guard let request = try? Request(url: asset) else { return true }
      let old = before.resolve(request, in: editor.resolved.tree)
      let new = after.resolve(request, in: editor.resolved.tree)
      return Self.control(old) == Self.control(new) && old.status == new.status
    }
  }

  /// Edits of one line each find their line only where they do not share it.
  private func sharesLines(_ edits: [Edit]) -> Bool { !edits.allSatisfy(\.before.isEmpty) }

  // MARK: candidates

  private func candidates(_ source: Position?) -> [[Edit]] {
    var candidates: [[Edit]] = []
    if let source, let directive = editor.directive(at: source), directive.arguments.count > 0 {
      let arguments =
        directive.name == "expires"
        ? [wish == "no-cache" ? "-1" : CacheControl(values: [wish]).lifetime.map { "\($0)s" } ?? "-1"]
        : [directive.arguments[0], wish] + directive.arguments.dropFirst(2)
      if directive.name == "expires" || directive.name == "add_header" {
        candidates.append([Edit.arguments(arguments, of: directive, in: configuration)])
      }
    }
    let block = (editor.answer.location?.position ?? editor.answer.server?.position).flatMap {
      editor.directive(at: $0)
    }
    if let block {
      candidates.append(lines.reversed().map { Edit(.insertInside($0), of: block, in: configuration) })
    }
    if let uri = editor.answer.uri, let server = editor.answer.server.flatMap({ editor.directive(at: $0.position) }),
      editor.answer.upstream == nil
    {
      let location = NewDirective("location", ["=", uri], block: lines)
      candidates.append([Edit(.insertInside(location), of: server, in: configuration)])
    }
    return candidates
  }

  /// The header, and the others in force, which one add_header in a block would cancel.
  private var lines: [NewDirective] {
    let others = editor.answer.addedHeaders.applied.filter { $0.name.lowercased() != "cache-control" }
    let expires = editor.settings?.directives("expires").last.map { $0.arguments != ["off"] } == true
    return (expires ? [NewDirective("expires", ["off"])] : [])
      + others.map { NewDirective("add_header", [$0.name, $0.value] + ($0.isAlways ? ["always"] : [])) }
      + [NewDirective("add_header", ["Cache-Control", wish])]
  }
}
