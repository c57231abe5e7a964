import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether the web server gets to each file, component by component.
public struct PathProbe: Probe {
  public static var id: String { "path" }
  public static var summary: String { "Whether the web server gets to each file, component by component." }
  public static var needs: [ProbeNeed] { [.root("to ask the kernel as another identity; what modes tell without")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for examined in scene.cases {
      guard let number = examined.nginx ?? scene.nginx.indices.first else { continue }
      let instance = scene.nginx[number]
      guard let place = scene.resolved(examined)?.file else { continue }
      if Sandbox(scene: scene).record(
        place, process: instance.workers.first ?? instance.master, of: examined.subject, into: recorder)
      {
        continue
      }
      look(at: place, of: examined.subject, as: instance.worker, scene, recorder)
      let mandatory = MandatoryAccessLook(scene: scene, recorder: recorder)
      mandatory.record(place, process: instance.workers.first ?? instance.master, of: examined.subject)
      mandatory.recordRefusals(of: place, subject: examined.subject)
      if let missing = missingPath(place, instance, scene) {
        PathSearch(examined: examined, place: place, missing: missing, scene: scene, recorder: recorder).search()
      }
    }
    for target in scene.options.paths where !isManifest(target, scene) {
      pathTarget(target, scene, recorder)
    }
  }

  /// A manifest is read, not served.
  private func isManifest(_ target: String, _ scene: Scene) -> Bool {
    let name = FilePath(target).lexicallyNormalized()
    return scene.pods.contains { $0.isNamed && ($0.files + $0.problems.map(\.file)).contains { $0.ends(with: name) } }
  }

  /// A path that the user named: who reads it, who writes it.
  private func pathTarget(_ target: String, _ scene: Scene, _ recorder: Recorder) {
    var path = FilePath(target)
    if !path.isAbsolute, let directory = scene.machine.target(of: Place("/proc/self/cwd")) {
      path = directory.appending(path.components).lexicallyNormalized()
    }
    let subject: Subject = [.path: path.shown]
    let instance = scene.nginx.first { $0.view == .own } ?? scene.nginx.first
    let walk = look(at: Place(path), of: subject, as: instance?.worker ?? scene.machine.examiner, scene, recorder)
    if case .failed(.noSuchFileOrDirectory) = walk.end {
      let component = walk.components.last?.place.path.shown ?? "/"
      recorder.record(
        PathMissing(
          component: component, isParentPresent: component == path.removingLastComponent().shown, path: path.shown,
          rootState: .named), of: subject, "\(path.shown) does not exist; the way ends at \(component)")
    }
  }

  @discardableResult
  private func look(at place: Place, of subject: Subject, as identity: Identity, _ scene: Scene, _ recorder: Recorder)
    -> Walk
  {
    let walk = scene.walk(place, as: identity, for: .read)
    recordComponents(walk, subject, scene, recorder)
    if walk.denied != nil, PrivateByNature(machine: scene.machine).holds(place) {
      recorder.record(
        PathPrivate(path: place.path.shown), of: subject,
        "\(place.path.shown) is private by its nature: that \(identity.shown) cannot read it is right")
    } else if let denial = Denial(walk, in: scene) {
      denial.record(as: .reader, of: subject, into: recorder)
    } else if case .failed(let errno) = walk.end {
      recordEnd(errno, walk, subject, scene, recorder)
    } else if let last = walk.last, let status = last.status {
      recordFound(last, status, walk, subject, scene, recorder)
    }
    return walk
  }

  private func recordComponents(_ walk: Walk, _ subject: Subject, _ scene: Scene, _ recorder: Recorder) {
    guard walk.denied != nil else { return }
    let accounts = scene.accounts(walk.place.view)
    for component in walk.components {
      let status = component.status
      let verdict: PathComponent.Verdict = component.permission.map { $0.isAllowed ? .allowed : .denied } ?? .unknown
      recorder.record(
        PathComponent(
          acl: component.list.flatMap { $0.isExtended ? $0.shown : nil },
          group: status.map { accounts.name(ofGroup: $0.gid) ?? String($0.gid) },
          linkTarget: component.linkTarget?.shown, mode: status?.octal, mount: component.mount?.point.shown,
          needed: component.needed.letters, owner: status.map { accounts.name(ofUser: $0.uid) ?? String($0.uid) },
          path: component.place.path.shown, type: status?.kind.rawValue ?? "unknown",
          verdict: verdict), of: subject,
        "\(component.place.path.shown) \(status?.octal ?? "?") \(verdict.rawValue)")
    }
  }

  private func recordEnd(_ errno: Errno, _ walk: Walk, _ subject: Subject, _ scene: Scene, _ recorder: Recorder) {
    if errno == .permissionDenied {
      let component = walk.components.last?.place.path.shown ?? walk.place.path.shown
      recorder.record(
        PathUnknown(component: component, for: .reader, needs: "root"), of: subject,
        "Beyond \(component) this user cannot look; root could")
    } else if errno == .noSuchFileOrDirectory, let link = walk.links.last, isDangling(link, scene) {
      recordDangling(link, walk, subject, scene, recorder)
    }
  }

  private func isDangling(_ link: Walk.Component, _ scene: Scene) -> Bool {
    guard
      case .failed(.noSuchFileOrDirectory)? = Optional(
        scene.walk(link.place, as: scene.machine.examiner, for: .read).end)
    else { return false }
    return true
  }

  private func recordDangling(
    _ link: Walk.Component, _ walk: Walk, _ subject: Subject, _ scene: Scene, _ recorder: Recorder
  ) {
    let written = link.linkTarget ?? ""
    let above = link.place.path.removingLastComponent()
    let target = written.isAbsolute ? written.shown : above.appending(written.components).lexicallyNormalized().shown
    let isRelease = written.shown.contains("releases/") || link.place.path.lastComponent?.string == "current"
    recorder.record(
      PathDanglingLink(
        isLast: link.place.path == walk.place.path, isRelease: isRelease, link: link.place.path.shown,
        other: LinkSuccessor(link, on: walk, isRelease: isRelease, scene: scene)?.path.shown, target: target),
      of: subject,
      "\(link.place.path.shown) is a link to \(written.shown), which is not there"
        + (written.isAbsolute ? "" : "; that would be \(target)"))
  }

  private func recordFound(
    _ last: Walk.Component, _ status: FileStatus, _ walk: Walk, _ subject: Subject, _ scene: Scene, _ recorder: Recorder
  ) {
    let shown = walk.place.path.shown
    switch status.kind {
    case .directory:
      recorder.record(
        PathDirectory(path: shown), of: subject, "\(shown) is a directory")
    case .regular:
      if status.size == 0, isContent(subject, scene) {
        recorder.record(
          PathEmptyFile(count: 1, path: shown), of: subject, "\(shown) has no content")
      }
    default:
      recorder.record(
        PathSpecial(kind: status.kind.rawValue, path: shown), of: subject,
        "\(shown) is a \(status.kind.rawValue), no regular file")
    }
    guard walk.isAllowed == true else { return }
    let access: Access = status.kind == .directory ? .search : .read
    if case .failure(.permissionDenied)? = scene.machine.ask(access, to: walk.place, as: walk.identity) {
      recorder.record(
        PathKernelDisagrees(
          component: shown, label: scene.machine.label(of: walk.place), mountType: last.mount?.type), of: subject,
        "Modes and lists let \(walk.identity.shown) read \(shown), yet the kernel refuses: a label, a profile or a network server decides"
      )
    } else {
      recorder.record(
        PathAllowed(for: .reader, identity: walk.identity.shown, path: shown), of: subject,
        "\(walk.identity.shown) may read \(shown)")
    }
  }

  /// Whether an empty file is a fault: uploads are never meant to be empty, marker files of a build may be.
  private func isContent(_ subject: Subject, _ scene: Scene) -> Bool {
    let isNamed = subject[.url].map { scene.options.urls.map(\.description).contains($0) } ?? true
    return isNamed || scene.route(subject[.route])?.kind == .media
  }

  /// The first component that is not there, as the examiner sees it; nil where the path exists or cannot be looked at.
  private func missingPath(_ place: Place, _ instance: NginxInstance, _ scene: Scene) -> Walk? {
    let walk = scene.walk(place, as: instance.worker, for: .read)
    guard case .failed(let errno) = walk.end, errno == .noSuchFileOrDirectory || errno == .notDirectory,
      walk.denied == nil
    else { return nil }
    return walk
  }
}
