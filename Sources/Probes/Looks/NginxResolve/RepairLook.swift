import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Looks for the one change of the configuration that makes a failing case right.
struct RepairLook {
  let caseLook: ResolvedCaseLook
  /// Whether the application named a file to send.
  var isAccelerated = false

  private var examined: Case { caseLook.examined }
  private var scene: Scene { caseLook.scene }

  func record() {
    guard caseLook.isFailing || isMistyped, !isRightOnDisk, examined.origin != .upload, examined.method == "GET" else {
      return
    }
    // What another program lets in or keeps out is no fault of the way to the file.
    guard !caseLook.answer.unknown.contains(where: { $0.directive == "auth_request" }) else { return }
    // An application that names the file to send has its reasons for not letting everybody have it.
    guard !isAccelerated else { return }
    if recordLiteralFallback() { return }
    let resolver = Resolver(caseLook.instance.configuration)
    let repairs = Repairs.find(
      for: caseLook.resolved.request, answer: caseLook.answer, in: caseLook.resolved.tree, resolver: resolver,
      knownRoots: roots())
    let structural = repairs.filter { $0.kind != .directory && $0.kind != .locationAdded }
    let added = repairs.filter { $0.kind == .locationAdded }
    if !caseLook.isFailing { return added.prefix(1).forEach(record) }
    let isUncovered = caseLook.answer.location.map { $0.pattern == "/" || $0.pattern.hasPrefix("@") } ?? true
    let other = isUncovered && !added.isEmpty ? added.prefix(1) : repairs.prefix(2)
    for repair in structural.isEmpty ? other : structural.prefix(3) { record(repair) }
  }

  /// Whether the application answers with a type that nginx, sending the file itself, would not give.
  private var isMistyped: Bool {
    caseLook.answer.upstream != nil && caseLook.seen(HTTPTypeMismatch.self) != nil
  }

  /// Whether the configuration on the disk leads to the file: then it is not what has to change.
  private var isRightOnDisk: Bool {
    caseLook.resolved.isCertain && caseLook.answer.status == 200 && caseLook.answer.fallbacks.isEmpty
      && caseLook.answer.upstream == nil
      && caseLook.resolved.isFilePresent
  }

  /// A literal fallback that stands before the last argument of try_files is looked for below the alias or root; as the last
  /// one it is a URI, which is what people mean.
  private func recordLiteralFallback() -> Bool {
    let tested = caseLook.answer.candidates.filter { $0.directive == "try_files" && $0.node == nil }
    guard let position = tested.last?.position, let directive = caseLook.directive(at: position),
      directive.name == "try_files",
      directive.arguments.count > 2, directive.arguments.last?.hasPrefix("=") == true
    else { return false }
    let kept = Array(directive.arguments.dropLast())
    guard let literal = kept.last, literal.hasPrefix("/"), !literal.contains("$") else { return false }
    let edit = Edit.arguments(kept, of: directive, in: caseLook.instance.configuration)
    let after = Resolver(caseLook.instance.configuration.applying([edit])).resolve(
      caseLook.resolved.request, in: caseLook.resolved.tree)
    guard after.status == 200 else { return false }
    record(Repair(kind: .tryFiles, edits: [edit], answer: after))
    return true
  }

  private func roots() -> [KnownRoot] {
    var roots = KnownRoots(scene: scene).roots(for: examined).map {
      KnownRoot(label: $0.words, path: $0.place.path.string)
    }
    if let route = scene.route(examined.route), let root = route.writerRoot, let setting = route.rootSetting,
      root.view == caseLook.instance.view
    {
      roots.insert(KnownRoot(label: setting.name, path: root.path.string, urlPrefix: route.prefix), at: 0)
    }
    return roots
  }

  func record(_ repair: Repair) {
    let position = repair.edits.first?.position
    let before = repair.before.map(\.trimmedLine).joined(separator: " ")
    let after = repair.after.map(\.trimmedLine).joined(separator: " ")
    let change =
      before.isEmpty
      ? "adding \"\(after)\"" : after.isEmpty ? "removing \"\(before)\"" : "\"\(after)\" instead of \"\(before)\""
    let mending = caseLook.change(repair, at: position)
    caseLook.record(
      ResolveRepair(
        after: after, before: before, change: change, commands: mending.commands, file: position?.file,
        kind: Self.word(repair.kind), line: position?.line, outcome: repair.answer.outcome, patch: mending.patch,
        path: repair.answer.file),
      "\(before.isEmpty || after.isEmpty ? "After" : "With") \(change)\(position.map { " at \($0)" } ?? "") the URL would be answered \(repair.answer.outcome)"
    )
  }

  /// The fact's word for a kind of repair.
  static func word(_ kind: Repair.Kind) -> ResolveRepair.Kind {
    switch kind {
    case .aliasSlash: .aliasSlash
    case .rootToAlias, .doubledPrefix: .rootToAlias
    case .aliasToRoot: .aliasToRoot
    case .prefixModifier: .prefixModifier
    case .regexAliasToPrefix: .regexAlias
    case .tryFiles: .tryFiles
    case .directory, .mapKey: .directory
    case .internalRemoved: .internal
    case .rewriteRemoved: .rewrite
    case .ruleRemoved: .accessRule
    case .symlinksAllowed: .symlinks
    case .serverName: .serverName
    case .locationAdded: .addLocation
    case .mimeTypes: .types
    case .bodySize: .bodySize
    case .proxyURI: .proxyPath
    case .accelRedirect: .accel
    case .proxied: .method
    case .assetFallback, .index: .other
    }
  }
}
