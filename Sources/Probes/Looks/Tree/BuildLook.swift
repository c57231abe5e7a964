import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// A directory of built files against its sources.
struct BuildLook {
  let route: Route
  let root: Place
  let listing: Listing
  let scene: Scene
  let recorder: Recorder
  /// Directories that hold the sites of many hosts: nobody's project.
  let crowded: Set<Place>

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: [.route: route.id], summary)
  }

  func record() {
    let project = projects()
    if listing.problem == .noSuchFileOrDirectory || listing.files.isEmpty {
      recordSources(project)
    } else {
      recordOlder(project)
    }
  }

  /// Where the sources may be: the application's directory, what is above the root, and what the user names.
  private func projects() -> [Place] {
    var places: [Place] = scene.options.project.map { [Place($0)] } ?? []
    if let number = route.application, let folder = scene.applications[number].workingDirectory {
      places.append(Place(folder, in: scene.applications[number].view))
    }
    var folder = root.path
    for _ in 0..<2 where folder.components.count > 2 {
      folder.removeLastComponent()
      places.append(root.at(folder))
    }
    var seen: Set<Place> = []
    return places.filter { $0.path != "/" && !crowded.contains($0) && seen.insert($0).inserted }
  }

  /// The directories above the roots of more hosts than one project has.
  static func crowded(_ routes: [Route]) -> Set<Place> {
    var hosts: [Place: Set<String>] = [:]
    for route in routes {
      guard let root = route.writerRoot ?? route.readerRoot else { continue }
      var folder = root.path
      for _ in 0..<2 where folder.components.count > 2 {
        folder.removeLastComponent()
        hosts[root.at(folder), default: []].insert(CaseDiscovery.authority(of: route.base).host)
      }
    }
    return Set(hosts.filter { $0.value.count > 4 }.keys)
  }

  /// The command that would build, by the files that build tools leave in a project.
  private func command(_ project: Place) -> String? {
    let folder = project.reachable.shellQuoted
    if scene.machine.exists(project.appending("manage.py")) {
      return "cd \(folder) && \(interpreter(project)) manage.py collectstatic --noinput"
    }
    if scene.machine.text(project.appending("package.json"), limit: 1 << 16)?.contains("\"build\"") == true {
      return "cd \(folder) && npm run build"
    }
    if scene.machine.exists(project.appending("bin/rails")) || scene.machine.exists(project.appending("Rakefile")) {
      return "cd \(folder) && bundle exec rake assets:precompile"
    }
    return nil
  }

  /// The Python that the application itself runs with, or the project's own one.
  private func interpreter(_ project: Place) -> String {
    let program = route.application.flatMap { scene.applications[$0].lead.arguments.first } ?? ""
    if program.hasPrefix("/"), FilePath(program).lastComponent?.string.hasPrefix("python") == true {
      return program.shellQuoted
    }
    let own = ["venv", ".venv", "env"].map { project.appending("\($0)/bin/python") }
    return own.first { scene.machine.exists($0) }.map { $0.reachable.shellQuoted } ?? "python3"
  }

  /// The build, and a copy of the sources where the build is one that copies files as they are.
  private func commands(_ project: Place, _ sources: Place, isCopying: Bool) -> [String] {
    let (from, to) = (sources.reachable.shellQuoted, root.reachable.shellQuoted)
    guard let command = command(project) else { return ["mkdir -p \(to) && cp -a \(from)/. \(to)/"] }
    guard isCopying, root.view == .own else { return [command] }
    let copy = "ls -A \(to) | grep -q . || { mkdir -p \(to) && cp -a \(from)/. \(to)/; }"
    return [command, listing.files.isEmpty ? copy : "cp -au \(from)/. \(to)/"]
  }

  private func recordSources(_ projects: [Place]) {
    for project in projects {
      guard let sources = sourceFolders(project).first else { continue }
      let command = command(project) ?? "cp -a \(sources.reachable.shellQuoted)/. \(root.reachable.shellQuoted)/"
      record(
        TreeSourcesPresent(
          command: command, commands: commands(project, sources, isCopying: command.contains("collectstatic")),
          root: root.path.shown, sources: sources.path.shown),
        "\(root.path.shown) holds no files, while \(sources.path.shown) has the sources of a build")
      return
    }
  }

  /// Directories of sources in a project: assets, static, src, and a static directory of each package.
  private func sourceFolders(_ project: Place) -> [Place] {
    let names = scene.machine.entries(of: project, limit: 300) ?? []
    var folders = ["assets", "static", "src", "frontend", "app/assets", "resources", "client", "public"].map {
      project.at(project.path.appending(FilePath($0).components))
    }
    folders += names.filter { !$0.string.hasPrefix(".") }.map {
      project.at(project.path.appending($0).appending("static"))
    }
    folders += declared(project)
    return folders.filter { folder in
      !root.path.starts(with: folder.path) && !folder.path.starts(with: root.path) && !isRoute(folder)
        && !Listing.of(folder, on: scene.machine, limit: 60).files.isEmpty
    }
  }

  private func isRoute(_ folder: Place) -> Bool {
    scene.routes.contains {
      [$0.writerRoot, $0.readerRoot].contains(folder) || $0.writerRoot?.path.starts(with: folder.path) == true
    }
  }

  /// `STATICFILES_DIRS` of a Django settings module, where its entries are literals.
  private func declared(_ project: Place) -> [Place] {
    let names = scene.machine.entries(of: project, limit: 300) ?? []
    let files =
      [project.appending("settings.py")] + names.map { project.at(project.path.appending($0).appending("settings.py")) }
    return files.flatMap { file -> [Place] in
      guard let text = scene.machine.text(file, limit: 1 << 17), let start = text.firstRange(of: "STATICFILES_DIRS")
      else { return [] }
      let list = text[start.upperBound...].prefix { $0 != "]" && $0 != ")" }
      return list.split(whereSeparator: { $0 == "\"" || $0 == "'" }).filter { $0.hasPrefix("/") }.map {
        root.at(FilePath(String($0)))
      }
    }
  }

  /// A source that is newer than the built file of its name and differs from it.
  private func recordOlder(_ projects: [Place]) {
    let built = Dictionary(listing.files.map { ($0.relative, $0) }, uniquingKeysWith: { first, _ in first })
    for project in projects {
      for folder in sourceFolders(project) {
        let newer = Listing.of(folder, on: scene.machine, limit: 800).files.filter { source in
          guard let file = built[source.relative] else { return false }
          return source.status.modified > file.status.modified && differ(source, file)
        }
        guard let source = newer.max(by: { $0.status.modified < $1.status.modified }), let file = built[source.relative]
        else { continue }
        let command = command(project) ?? "cp -a \(folder.reachable.shellQuoted)/. \(root.reachable.shellQuoted)/"
        record(
          TreeBuiltOlder(
            built: file.place.path.shown, command: command,
            commands: commands(project, folder, isCopying: isCopied(folder, built)), file: source.relative.shown,
            root: root.path.shown, seconds: source.status.modified - file.status.modified,
            source: source.place.path.shown, sources: folder.path.shown),
          "\(newer.count) sources in \(folder.path.shown) are newer than the built files of their names in \(root.path.shown) and differ from them, \(source.relative.shown) among them"
        )
        return
      }
    }
  }

  /// Whether some file stands in the build just as it does among the sources.
  private func isCopied(_ folder: Place, _ built: [FilePath: Listing.Entry]) -> Bool {
    Listing.of(folder, on: scene.machine, limit: 200).files.prefix(60).contains { source in
      source.status.size > 0 && built[source.relative].map { !differ(source, $0) } == true
    }
  }

  private func differ(_ left: Listing.Entry, _ right: Listing.Entry) -> Bool {
    if left.status.size != right.status.size { return true }
    let first = scene.machine.bytes(of: left.place, limit: 1 << 18)
    let second = scene.machine.bytes(of: right.place, limit: 1 << 18)
    return first != nil && second != nil && first != second
  }
}
