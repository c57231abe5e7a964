import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// One route's manifests against the files on the disk.
struct ManifestLook {
  let route: Route
  let found: [ManifestSearch.Found]
  let scene: Scene
  let recorder: Recorder

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: [.route: route.id], summary)
  }

  /// A manifest with those of its files that are nowhere near it.
  struct Checked {
    let found: ManifestSearch.Found
    let paths: [String]
    let missing: [String]
  }

  func record() {
    let checked = found.map { examined in
      let paths = Array(examined.manifest.paths.prefix(20_000))
      return Checked(found: examined, paths: paths, missing: paths.filter { !isPresent($0, examined) })
    }.filter { !$0.paths.isEmpty && concerns($0) }
    let complete = checked.filter(\.missing.isEmpty)
    for examined in checked { record(examined, beside: complete) }
    recordOutdated(checked)
    for examined in complete { recordReader(examined) }
  }

  /// Whether a manifest is one of this route's: it lies in its directories, or names at least one file there.
  private func concerns(_ examined: Checked) -> Bool {
    let roots = [route.readerRoot, route.writerRoot].compactMap { $0 }
    if roots.contains(where: { $0.view == examined.found.place.view && examined.found.place.path.starts(with: $0.path) }
    ) {
      return route.prefix != "/" || examined.found.manifest.tool != .map
        || examined.missing.count < examined.paths.count
    }
    return examined.missing.count < examined.paths.count
  }

  private func record(_ examined: Checked, beside complete: [Checked]) {
    let (path, root) = (examined.found.place.path.shown, self.root(of: examined.found).path.shown)
    guard let first = examined.missing.first else {
      return record(
        ManifestComplete(
          entries: examined.paths.count, manifest: path, root: root, tool: examined.found.manifest.tool.rawValue),
        "All \(examined.paths.count) files that \(path) names are there")
    }
    if let rival = complete.first(where: { $0.found.place != examined.found.place && covers($0, examined) }) {
      return record(
        ManifestLeftover(count: examined.missing.count, manifest: path, rival: rival.found.place.path.shown),
        "\(path) names \(examined.missing.count) files that are gone; \(rival.found.place.path.shown), of another build, is complete"
      )
    }
    record(
      ManifestMismatch(
        commands: copies(of: examined), count: examined.missing.count, entries: examined.paths.count, manifest: path,
        missing: Array(examined.missing.prefix(10)), other: otherBuild(of: examined.missing, examined.found),
        root: root,
        tool: examined.found.manifest.tool.rawValue),
      "\(path) names \(examined.missing.count) of \(examined.paths.count) files that are not there, \(first) among them"
    )
  }

  /// Whether a complete manifest is a later word on the same assets as another one.
  private func covers(_ rival: Checked, _ examined: Checked) -> Bool {
    guard rival.found.status.modified >= examined.found.status.modified else { return false }
    let names = Set(examined.found.manifest.files.keys.map(Self.bare))
    return rival.found.manifest.files.keys.contains { names.contains(Self.bare($0)) }
      || rival.found.folder == examined.found.folder
      || rival.found.folder == examined.found.folder.appending(".vite")
  }

  private static func bare(_ name: String) -> String { String(name.split(separator: "/").last ?? "") }

  /// Files that lie where missing ones should, of the same name but another hash: they are of another build.
  private func otherBuild(of missing: [String], _ examined: ManifestSearch.Found) -> [String] {
    let folders = Set(missing.prefix(50).map { FilePath($0).removingLastComponent() })
    let stems = Set(missing.map { AssetName.bare(Self.bare($0)) })
    return folders.flatMap { folder -> [String] in
      bases(examined).flatMap { base in
        (scene.machine.entries(of: base.at(base.path.appending(folder.components)), limit: 2000) ?? [])
          .map(\.string).filter { stems.contains(AssetName.bare($0)) && AssetName.hash(of: $0) != nil }
          .map { folder.appending($0).string }
      }
    }.sorted().prefix(6).map { $0 }
  }

  /// The commands that give each missing file the content of the unhashed one of its name; none where one has no such.
  private func copies(of examined: Checked) -> [String] {
    guard examined.missing.count <= 40 else { return [] }
    let commands = examined.missing.compactMap { path -> String? in
      let names = examined.found.manifest.files.filter { $0.value == path && $0.key != path }.keys.sorted()
      for (name, base) in names.flatMap({ name in bases(examined.found).map { (name, $0) } }) {
        let source = base.at(base.path.appending(FilePath(name).components))
        let target = base.at(base.path.appending(FilePath(path).components))
        guard scene.machine.file(at: source)?.kind == .regular,
          scene.machine.exists(target.at(target.path.removingLastComponent()))
        else { continue }
        return "cp -p \(source.reachable.shellQuoted) \(target.reachable.shellQuoted)"
      }
      return nil
    }
    return commands.count == examined.missing.count ? commands : []
  }

  // MARK: where files are

  private func root(of examined: ManifestSearch.Found) -> Place { examined.place.at(examined.folder) }

  /// The directories that a manifest's paths may start from.
  private func bases(_ examined: ManifestSearch.Found) -> [Place] {
    var folders = [examined.folder]
    if examined.folder.lastComponent?.string == ".vite" || examined.folder.components.count > 2 {
      folders.append(examined.folder.removingLastComponent())
    }
    let roots = [route.writerRoot, route.readerRoot].compactMap { $0 }.filter { $0.view == examined.place.view }.map(
      \.path)
    folders += roots + roots.filter { $0.components.count > 1 }.map { $0.removingLastComponent() }
    var seen: Set<FilePath> = []
    return folders.filter { seen.insert($0).inserted }.map { examined.place.at($0) }
  }

  private func isPresent(_ path: String, _ examined: ManifestSearch.Found) -> Bool {
    let names = relative(path, examined.manifest)
    return bases(examined).contains { base in
      names.contains { scene.machine.exists(base.at(base.path.appending(FilePath($0).components))) }
    }
  }

  /// A path as it stands, and without the prefix that it has in URLs.
  private func relative(_ path: String, _ manifest: BuildManifest) -> [String] {
    let prefixes = [manifest.publicPath.map { URLPath.prefix(of: $0) }, route.prefix].compactMap { $0 }
    return [path]
      + prefixes.filter { $0 != "/" }.compactMap { prefix in
        let bare = prefix.dropFirst()
        return path.hasPrefix(bare) ? String(path.dropFirst(bare.count)) : nil
      }
  }

  // MARK: builds against each other

  /// The manifest that the application reads and the one beside the served files, where their names differ.
  private func recordOutdated(_ checked: [Checked]) {
    guard let reader = route.readerRoot else { return }
    func isServed(_ examined: Checked) -> Bool {
      examined.found.place.view == reader.view && examined.found.place.path.starts(with: reader.path)
    }
    guard let served = checked.first(where: isServed),
      let own = checked.first(where: { !isServed($0) && $0.found.manifest.tool == served.found.manifest.tool })
    else { return }
    let shared = own.found.manifest.files.filter { name, path in
      served.found.manifest.files[name].map { $0 != path } ?? false
    }
    let gone = shared.values.filter { path in
      !relative(path, own.found.manifest).contains {
        scene.machine.exists(reader.at(reader.path.appending(FilePath($0).components)))
      }
    }.sorted()
    guard !gone.isEmpty else { return }
    let seconds = own.found.status.modified - served.found.status.modified
    let newer: ManifestOutdated.Newer = seconds >= 0 ? .application : .served
    record(
      ManifestOutdated(
        manifest: own.found.place.path.shown, missing: Array(gone.prefix(10)),
        newer: newer, seconds: abs(seconds), served: served.found.place.path.shown),
      "The application has \(own.found.place.path.shown), nginx serves the files of \(served.found.place.path.shown), which is \(seconds >= 0 ? "older" : "newer"); \(gone.count) of the application's names are not there, \(gone[0]) among them"
    )
  }

  /// Files that the application's side has and nginx's has not; and a process that may still use an older manifest.
  private func recordReader(_ examined: Checked) {
    recordProcess(examined)
    guard let writer = route.writerRoot, let reader = route.readerRoot, route.handler == "nginx-file",
      examined.found.place.view == writer.view, examined.found.place.path.starts(with: writer.path)
    else { return }
    if let left = scene.machine.file(at: writer), let right = scene.machine.file(at: reader),
      left.isSame(as: right)
    {
      return
    }
    let missing = examined.paths.filter { path in
      let names = relative(path, examined.found.manifest)
      let isBelow = names.contains { scene.machine.exists(writer.at(writer.path.appending(FilePath($0).components))) }
      return isBelow
        && !names.contains { scene.machine.exists(reader.at(reader.path.appending(FilePath($0).components))) }
    }
    guard let first = missing.first else { return }
    record(
      ManifestUnserved(
        count: missing.count, entries: examined.paths.count, manifest: examined.found.place.path.shown,
        missing: Array(missing.prefix(10)), reader: reader.path.shown, root: writer.path.shown),
      "\(missing.count) of \(examined.paths.count) files that \(examined.found.place.path.shown) names are not in \(reader.path.shown), where nginx reads, \(first) among them"
    )
  }

  /// Frameworks read the manifest once, when they start.
  private func recordProcess(_ examined: Checked) {
    guard [.django, .sprockets, .propshaft].contains(examined.found.manifest.tool), let number = route.application
    else {
      return
    }
    let lead = scene.applications[number].lead
    let seconds = examined.found.status.modified - lead.started
    guard lead.started > 0, seconds > 2 else { return }
    record(
      ManifestNewerThanProcess(
        manifest: examined.found.place.path.shown, process: "\(scene.applications[number].program) (\(lead.pid))",
        seconds: seconds, tool: examined.found.manifest.tool.rawValue),
      "\(examined.found.place.path.shown) was written \(seconds) s after \(scene.applications[number].program) (pid \(lead.pid)) started, which reads it when it starts"
    )
  }
}
