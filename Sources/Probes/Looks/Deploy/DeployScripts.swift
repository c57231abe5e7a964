import Diagnostics
import Facts
import Linux
import SystemPackage

/// Scripts that deploy an application, read for what they delete.
struct DeployScripts {
  let scene: Scene
  let route: Route

  struct Found {
    let script: Place
    let line: ShellLine
    let kind: DeployDeletes.Kind
    let commands: [String]
  }

  /// Commands that empty or replace a directory which holds the given one.
  func deletions(of media: Place) -> [Found] {
    let volumes = volumes(of: media)
    return scripts().flatMap { script -> [Found] in
      guard let text = scene.machine.text(script, limit: 1 << 16), !text.contains("\0") else { return [] }
      return ShellLine.commands(of: text).compactMap { line in
        let deletion = Deletion(line: line, media: media.path, volumes: volumes)
        guard let kind = deletion.kind else { return nil }
        return Found(script: script, line: line, kind: kind, commands: exempting(deletion, kind, script))
      }
    }
  }

  /// The engine's names of the volume that holds the directory.
  private func volumes(of media: Place) -> [String] {
    guard let mount = scene.mounts(media.view).mount(of: media.path) else { return [] }
    let parts = mount.fileSystemRoot.split(separator: "/").map(String.init)
    guard let index = parts.firstIndex(of: "volumes"), index + 1 < parts.count else { return [] }
    return [parts[index + 1]]
  }

  /// The uploads' path below the directory that git cleans.
  private func sharing(_ name: String, _ deletion: Deletion) -> String {
    guard let directory = deletion.line.directory.map({ FilePath($0) }), deletion.media.starts(with: directory) else {
      return name
    }
    return deletion.media.components.dropFirst(directory.components.count).map(\.string).joined(separator: "/")
  }

  /// The rule that exempts the uploads, put behind rsync's option.
  private func exempting(_ deletion: Deletion, _ kind: DeployDeletes.Kind, _ script: Place) -> [String] {
    if kind == .git, let name = deletion.media.lastComponent?.string, deletion.line.text.contains("clean") {
      let rule = "\(deletion.line.number)s#clean#& -e /\(SettingEdit.replacement(sharing(name, deletion)))#"
      return ["sed -i \(rule.shellQuoted) \(script.reachable.shellQuoted)"]
    }
    guard kind == .rsync, let destination = deletion.rsyncDestination(deletion.line.words),
      let option = deletion.line.words.first(where: { $0.hasPrefix("--del") }), option != "--delete-excluded"
    else { return [] }
    let relative = deletion.media.components.dropFirst(destination.components.count).map(\.string).joined(
      separator: "/")
    guard !relative.isEmpty else { return [] }
    // The option may stand in a variable's line; the program's name stands in this one.
    let anchor = deletion.line.text.contains(option) ? option : "rsync"
    let rule = "\(deletion.line.number)s#\(anchor)#& --exclude=/\(SettingEdit.replacement(relative))/#"
    return ["sed -i \(rule.shellQuoted) \(script.reachable.shellQuoted)"]
  }

  private func scripts() -> [Place] {
    var folders: [Place] = scene.options.project.map { [Place($0)] } ?? []
    if let number = route.application, let folder = scene.applications[number].workingDirectory {
      folders.append(Place(folder, in: scene.applications[number].view))
    }
    if let root = route.writerRoot, root.view == .own, root.path.components.count > 2 {
      folders.append(root.at(root.path.removingLastComponent()))
      if root.path.components.count > 3 {
        folders.append(root.at(root.path.removingLastComponent().removingLastComponent()))
      }
    }
    folders += scene.compose.map { Place($0.folder) }
    if let number = route.application, scene.applications[number].view == .own {
      let application = scene.applications[number]
      folders += home(of: application).map { [Place($0)] } ?? []
    }
    let own = ["", "bin", "scripts", "script", "deploy", "ops", "ci", "tools", ".github/workflows"]
    var seen: Set<Place> = []
    var places = folders.filter { $0.path != "/" }.flatMap { folder in
      own.map { folder.at(folder.path.appending(FilePath($0).components)) }
    }
    places += ["/usr/local/bin", "/usr/local/sbin", "/opt/deploy"].map { Place(FilePath($0)) }
    return places.filter { seen.insert($0).inserted }.flatMap { directory in
      (scene.machine.entries(of: directory, limit: 300) ?? []).filter {
        Self.isScript($0.string, in: directory.path)
      }
      .map { directory.appending($0.string) }
    }
  }

  /// The home of who runs the application: deploys are often kept there.
  private func home(of application: Application) -> FilePath? {
    let passwd = scene.machine.text(Place("/etc/passwd"), limit: 1 << 18) ?? ""
    let fields = passwd.split(separator: "\n").lazy.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
      .first { $0.count > 5 && UInt32($0[2]) == application.identity.uid }
    guard let home = fields?[5], home.split(separator: "/").count > 1 else { return nil }
    return FilePath(String(home))
  }

  private static func isScript(_ name: String, in folder: FilePath) -> Bool {
    let text = name.lowercased()
    if folder.lastComponent == "workflows" { return text.hasSuffix(".yml") || text.hasSuffix(".yaml") }
    let isNamed = ["deploy", "release", "publish", "update", "rollout", "sync"].contains { text.contains($0) }
    if folder.starts(with: "/usr/local") { return isNamed }
    return text.hasSuffix(".sh")
      || isNamed && !text.hasSuffix(".py") && !text.hasSuffix(".md") && !text.hasSuffix(".txt")
      || ["makefile", "justfile", ".gitlab-ci.yml", "fabfile.py", "post-receive"].contains(text)
  }
}
