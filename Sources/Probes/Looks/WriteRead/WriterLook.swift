import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// One route's directories, as the application writes to them and as nginx reads them.
struct WriterLook {
  let route: Route
  let scene: Scene
  let recorder: Recorder

  var subject: Subject { [.route: route.id] }
  var application: Application? { route.application.map { scene.applications[$0] } }

  func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: subject, summary)
  }

  /// Whether objects go to a bucket, so that the local directory does not matter.
  var isRemote: Bool { application?.storesInBucket ?? false }

  func recordWriter() {
    guard let root = route.writerRoot, !isRemote else { return }
    recordKind(of: root)
    guard let application else { return }
    let place = nearest(root)
    Sandbox(scene: scene).recordDeclared(place.path, application.lead, subject, recorder)
    let walk = scene.walk(place, as: application.identity, for: .write)
    guard let denial = Denial(walk, in: scene) else {
      if recordFolders(below: root, application) { return }
      if walk.isAllowed == true {
        record(
          PathAllowed(for: .writer, identity: application.identity.shown, path: place.path.shown),
          "\(application.identity.shown) may create files in \(place.path.shown)")
        record(
          RootWritable(path: place.path.shown), "The mount of \(place.path.shown) can be written")
      }
      return
    }
    record(denial, root, application)
  }

  private func record(_ denial: Denial, _ root: Place, _ application: Application) {
    if denial.permission.rule == .readOnly { return recordReadOnly(denial, root, application) }
    denial.record(as: .writer, of: subject, into: recorder)
    guard let examined = declared, let mount = examined.container.mount(of: root.path),
      let volume = examined.workload.volume(of: mount)
    else { return }
    PodGroup(declared: examined, scene: scene, recorder: recorder).record(volume, root.path, subject)
  }

  /// The container of a manifest from which the application was made.
  var declared: DeclaredContainer? {
    application.flatMap { scene.declared($0.lead, environment: $0.environment) }
  }

  /// The place itself, or the directory in which the application would have to create it.
  private func nearest(_ place: Place) -> Place {
    var place = place
    while !scene.machine.exists(place), place.path.components.count > 1 {
      place.path.removeLastComponent()
    }
    return place
  }

  /// Directories below the root in which uploads land: the one that settings or the log name, and those called so.
  ///
  /// Returns whether one of them is closed to the application.
  private func recordFolders(below root: Place, _ application: Application) -> Bool {
    var isDenied = false
    let named = application.setting(.uploadSubdirectory)?.value
    let failed = scene.earlier.all(AppWriteFailed.self).map(\.value.path)
    let listing = Listing.of(root, on: scene.machine, limit: 1500)
    let newest = listing.files.max { $0.status.modified < $1.status.modified }?.place.path.removingLastComponent()
    for folder in listing.directories {
      let name = folder.relative.lastComponent?.string ?? ""
      let isNamed = name == named || ["uploads", "upload", "incoming"].contains(name.lowercased())
      let isLogged = failed.contains { $0.hasPrefix(folder.place.path.string + "/") }
      guard isNamed || isLogged || (folder.place.path == newest && !isOfAnotherAccount(folder, listing, application))
      else { continue }
      let walk = scene.walk(folder.place, as: application.identity, for: .write)
      guard let denial = Denial(walk, in: scene), isNamed || isLogged || denial.status.uid != application.identity.uid
      else { continue }
      record(denial, folder.place, application)
      isDenied = true
    }
    return isDenied
  }

  /// Whether a directory and every file in it belong to one other account: then that one stores its files there, and not the
  /// application.
  private func isOfAnotherAccount(_ folder: Listing.Entry, _ listing: Listing, _ application: Application) -> Bool {
    let owner = folder.status.uid
    guard owner != 0, owner != application.identity.uid,
      scene.accounts(folder.place.view).name(ofUser: owner) != nil
    else { return false }
    return listing.files.allSatisfy { file in
      file.place.path.removingLastComponent() != folder.place.path || file.status.uid == owner
    }
  }
}
