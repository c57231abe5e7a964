import Linux
import SystemPackage

/// Where the manifests of a route's files lie.
struct ManifestSearch {
  let scene: Scene

  /// A manifest and where it was found.
  struct Found: Sendable {
    let place: Place
    let manifest: BuildManifest
    let status: FileStatus

    var folder: FilePath { place.path.removingLastComponent() }
  }

  /// The names that tools give their manifests; those of Sprockets have a hash of their own.
  private static let names = [
    "staticfiles.json", "manifest.json", ".vite/manifest.json", "mix-manifest.json", "asset-manifest.json",
    "assets-manifest.json", "rev-manifest.json", ".manifest.json", "webpack-stats.json", "build-manifest.json",
    "build/manifest.json", "build/.vite/manifest.json",
  ]

  /// The manifests in a route's directory, in the one above it, and where its application keeps its build.
  func manifests(of route: Route) -> [Found] {
    var found: [Found] = []
    for folder in folders(of: route) {
      for name in Self.names + sprockets(in: folder) {
        let place = folder.at(folder.path.appending(FilePath(name).components))
        guard let status = scene.machine.file(at: place), status.kind == .regular,
          !found.contains(where: { $0.status.isSame(as: status) }),
          let bytes = scene.machine.bytes(of: place, limit: 8 << 20),
          let manifest = BuildManifest(bytes, name: place.path.lastComponent?.string ?? "")
        else { continue }
        found.append(Found(place: place, manifest: manifest, status: status))
      }
    }
    return found
  }

  private func folders(of route: Route) -> [Place] {
    let roots = [route.readerRoot, route.writerRoot].compactMap { $0 }.filter { $0.path != "/" }
    var folders = roots
    folders += roots.filter { $0.path.components.count > 2 }.map { $0.at($0.path.removingLastComponent()) }
    if let number = route.application, let folder = scene.applications[number].workingDirectory, folder != "/" {
      let base = Place(folder, in: scene.applications[number].view)
      let names = ["public", "dist", "static", "staticfiles", ".next", "public/assets", "frontend/dist", "assets"]
      folders += [base] + names.map { base.at(folder.appending(FilePath($0).components)) }
    }
    var seen: Set<Place> = []
    return folders.filter { seen.insert($0).inserted }
  }

  private func sprockets(in folder: Place) -> [String] {
    let names = scene.machine.entries(of: folder, limit: 5000) ?? []
    return names.map(\.string).filter {
      ($0.hasPrefix(".sprockets-manifest-") || $0.hasPrefix("manifest-")) && $0.hasSuffix(".json")
    }.sorted()
  }
}
