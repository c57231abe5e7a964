import Diagnostics
import Linux
import SystemPackage

/// What one route's tree shows as a whole.
struct RouteTree {
  let route: Route
  let root: Place
  let listing: Listing
  let scene: Scene
  let recorder: Recorder

  private func record(_ kind: String, _ summary: String, _ data: [String: Value]) {
    recorder.record(kind, by: TreeProbe.id, of: [.route: route.id], summary, data)
  }

  func tellState() {
    let state: String =
      switch listing.problem {
      case .noSuchFileOrDirectory?: "absent"
      case .notDirectory?: "not-a-directory"
      case .some: ""
      case nil: listing.files.isEmpty ? "empty" : "filled"
      }
    guard !state.isEmpty else { return }
    record(
      "tree.state",
      "\(root.path.shown) \(state == "filled" ? "holds \(listing.files.count)\(listing.isPartial ? " or more" : "") files" : "is \(state)")",
      ["root": .string(root.path.shown), "state": .string(state), "files": .int(listing.files.count)])
  }

  /// Files of the writer that the reader may not read for want of a mode bit, while the way to them is open.
  func tellPrivate() {
    guard route.kind == .media, let number = route.nginx, let reader = reader(number) else { return }
    let files = listing.files.sorted { $0.status.modified > $1.status.modified }.prefix(800)
    var closed: [Listing.Entry] = []
    var open = 0
    for file in files {
      let walk = scene.walk(file.place, as: reader, for: .read)
      guard let denied = walk.denied else {
        open += 1
        continue
      }
      if denied.place.path == walk.last?.place.path, denied.status?.kind == .regular, denied.list?.isExtended != true {
        closed.append(file)
      }
    }
    guard let example = closed.first else { return }
    let owner = example.status.uid
    let writers = scene.applications.filter {
      $0.identity.uid == owner || $0.processes.contains { $0.identity.uid == owner }
    }
    let application = route.application.map { scene.applications[$0] } ?? writers.first
    guard application == nil || application?.identity.uid == owner else { return }
    let isPattern =
      closed.count >= 2 || application?.lead.umask.map { $0 & 0o004 != 0 } == true
      || application?.setting(.uploadPermissions) != nil
    guard isPattern else { return }
    let folder = example.place.path.removingLastComponent()
    let permissions = application?.setting(.uploadPermissions)
    let umask = application?.lead.umask.map { String($0, radix: 8) }
    let base = root.at(folder).reachable.shellQuoted
    var commands = ["find \(base) -type f ! -perm -o=r -exec chmod o+r {} +"]
    commands += lasting(application, permissions)
    record(
      "tree.private-uploads",
      "\(closed.count) files of uid \(owner) in \(folder.shown) are \(example.status.octal) and closed to \(reader.shown); \(open) others are readable"
        + (umask.map { "; the application's umask is \($0)" } ?? "")
        + (permissions.map { "; \($0.name)=\($0.value)" } ?? ""),
      [
        "folder": .string(folder.shown), "count": .int(closed.count), "readable": .int(open),
        "mode": .string(example.status.octal),
        "example": .string(example.place.path.shown), "umask": Value(umask), "setting": Value(permissions?.name),
        "source": Value(permissions?.source), "cure": Value(commands), "owner": .int(Int(owner)),
      ])
  }

  /// What makes the next uploads readable too: the setting's mode or the service's umask, and a new start.
  private func lasting(_ application: Application?, _ permissions: Setting?) -> [String] {
    guard let application else { return [] }
    var restart = Restart(application: application, scene: scene)
    if let permissions {
      let mode = permissions.value.hasPrefix("0o") ? "0o644" : "0644"
      guard let written = application.fileSetting(.uploadPermissions) else { return [] }
      let edit = SettingEdit(setting: written, value: mode).command(on: scene.machine)
      if application.environment?[permissions.name] != nil { restart.entries = [(permissions.name, mode)] }
      return edit.map { [$0] + restart.commands() } ?? []
    }
    guard let umask = application.lead.umask, umask & 0o004 != 0 else { return [] }
    restart.umask = 0o022
    let unit = scene.unit(of: application)
    return (unit.map { unitEdit($0) } ?? []) + restart.commands()
  }

  /// The umask in the service's own file, where that sets one.
  private func unitEdit(_ unit: SystemdUnit) -> [String] {
    guard unit.value("UMask") != nil else { return [] }
    return ["sed -i 's/^UMask=.*/UMask=0022/' \(unit.path.shellQuoted)"]
  }

  private func reader(_ number: Int) -> Identity? {
    scene.nginx[number].isRunning ? scene.nginx[number].worker : nil
  }

  func tellEmpty() {
    let empty = listing.files.filter { $0.status.size == 0 && $0.relative.extension != nil }
    if route.kind == .media, empty.count >= 2, let first = empty.first {
      record(
        "tree.empty-files", "\(empty.count) files have no content, \(first.place.path.shown) among them",
        [
          "folder": .string(first.place.path.removingLastComponent().shown), "count": .int(empty.count),
          "example": .string(first.place.path.shown),
        ])
    }
    for link in listing.entries.filter(\.isDangling).prefix(3) {
      let target = (try? scene.machine.linkTarget(link.place))?.shown ?? ""
      record(
        "tree.dangling-links", "\(link.place.path.shown) is a link to \(target), which is not there",
        ["link": .string(link.place.path.shown), "target": .string(target)])
    }
  }
}
