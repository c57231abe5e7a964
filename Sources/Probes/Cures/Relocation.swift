import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// The move of a route's uploads to another directory: the files, the setting, nginx's location, the running process.
struct Relocation {
  let route: Route
  let scene: Scene
  let target: FilePath

  /// A directory for uploads that outlives deploys and clean-ups; nil where none suggests itself.
  static func home(for route: Route, in scene: Scene, outside closed: [FilePath]) -> FilePath? {
    guard let number = route.application, let root = route.writerRoot, root.view == .own else { return nil }
    let application = scene.applications[number]
    let name = FilePath(route.prefix).lastComponent?.string ?? "media"
    let file = application.written(.mediaRoot)?.file?.path.removingLastComponent()
    let folders = [file, application.workingDirectory].compactMap { $0 }.filter { folder in
      folder.components.count > 1 && !closed.contains { folder.starts(with: $0) }
    }
    let candidates = folders.flatMap { [$0.appending(name), $0.appending("uploads-kept")] }
    return candidates.first { candidate in
      guard !closed.contains(where: { candidate.starts(with: $0) }) else { return false }
      return isFree(Place(candidate), scene)
    }
  }

  /// Whether a directory is not there, or there without files.
  private static func isFree(_ place: Place, _ scene: Scene) -> Bool {
    guard let status = scene.machine.file(at: place, followingLinks: false) else { return true }
    return status.kind == .directory && Listing.of(place, on: scene.machine, limit: 10).files.isEmpty
  }

  /// The commands in the order in which nothing is lost; none where one of the parts cannot be changed by a command.
  func commands() -> [String] {
    guard let number = route.application, let root = route.writerRoot, root.view == .own else { return [] }
    let application = scene.applications[number]
    guard let setting = application.written(.mediaRoot) ?? route.rootSetting,
      let edit = SettingEdit(setting: setting, value: target.string).command(on: scene.machine),
      let site = siteCommands(root)
    else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[setting.name] != nil { restart.entries = [(setting.name, target.string)] }
    let again = restart.commands()
    guard !again.isEmpty else { return [] }
    let copy = scene.machine.exists(root) ? ["cp -a \(root.path.shellQuoted)/. \(target.shellQuoted)/"] : []
    return makingDirectory(like: root) + copy + [edit] + site + again
  }

  /// The new directory with the old one's owner and mode.
  private func makingDirectory(like root: Place) -> [String] {
    guard !scene.machine.exists(Place(target)) else { return [] }
    let parent = target.removingLastComponent()
    let way = scene.machine.exists(Place(parent)) ? "" : "mkdir -p \(parent.shellQuoted) && "
    let status = scene.machine.file(at: root)
    let owner = route.application.map { scene.applications[$0].identity }
    guard let uid = status?.uid ?? owner?.uid, let gid = status?.gid ?? owner?.gid else {
      return ["mkdir -p \(target.shellQuoted)"]
    }
    return ["\(way)install -d -o \(uid) -g \(gid) -m \(status?.octal ?? "0755") \(target.shellQuoted)"]
  }

  /// The changes of nginx's directives that name the old directory; nil where it is reached in a way that one line cannot change.
  private func siteCommands(_ root: Place) -> [String]? {
    guard let reader = route.readerRoot, let number = route.nginx, reader.view == root.view else { return [] }
    let instance = scene.nginx[number]
    var edits: [Edit] = []
    for (directive, prefix) in directives(instance.configuration.directives, nil) {
      guard let change = change(of: directive, in: prefix, reader, root) else { continue }
      edits.append(Edit(change, of: directive, in: instance.configuration))
    }
    guard !edits.isEmpty else { return nil }
    return Edit.commands(edits) + [instance.reloadCommand]
  }

  private func directives(_ block: [Directive], _ prefix: String?) -> [(Directive, String?)] {
    block.flatMap { directive -> [(Directive, String?)] in
      let inner = directive.name == "location" ? directive.arguments.last : prefix
      return [(directive, prefix)] + directives(directive.block ?? [], inner)
    }
  }

  private func change(of directive: Directive, in prefix: String?, _ reader: Place, _ root: Place) -> Edit.Change? {
    guard let path = directive.arguments.first, path.hasPrefix("/"), let prefix else { return nil }
    let slash = path.hasSuffix("/") || directive.name == "root" && prefix.hasSuffix("/") ? "/" : ""
    switch directive.name {
    case "alias" where leads(FilePath(path), to: root): break
    case "root" where leads(FilePath(path).appending(FilePath(prefix).components), to: root): break
    default: return nil
    }
    return .rewrite(name: "alias", arguments: ["\(target.string)\(slash)"])
  }

  private func leads(_ path: FilePath, to root: Place) -> Bool {
    if path == root.path { return true }
    guard let left = scene.machine.file(at: Place(path)), let right = scene.machine.file(at: root) else {
      return false
    }
    return left.isSame(as: right)
  }
}
