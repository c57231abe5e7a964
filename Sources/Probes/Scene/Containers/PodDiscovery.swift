import Linux
import SystemPackage

/// Finds the Kubernetes manifests that may describe what runs here.
struct PodDiscovery {
  let machine: any Machine
  let options: ExaminationOptions
  let redactor: Redactor
  /// Directories that may hold manifests, besides those in which nodes keep their static pods.
  let folders: [FilePath]

  func manifests() -> [PodManifests] {
    var found: [PodManifests] = []
    let named = namedFiles()
    if let own = read(named, isNamed: true) { found.append(own) }
    if let project = options.project {
      let files = [project] + Self.usual.map { project.appending(FilePath($0).components) }
      if let own = read(files.flatMap { self.files(in: $0) }, isNamed: true) { found.append(own) }
    }
    var seen = Set(found.flatMap(\.files))
    let nodes = ["/etc/kubernetes/manifests", "/var/lib/rancher/k3s/server/manifests", "/etc/kubernetes"].map {
      FilePath($0)
    }
    for folder in (nodes + folders).prefix(400) {
      let below = Self.usual.map { folder.appending(FilePath($0).components) }
      for files in ([folder] + below).map({ self.files(in: $0).filter { !seen.contains($0) } }) where !files.isEmpty {
        seen.formUnion(files)
        if let manifests = read(files, isNamed: false) { found.append(manifests) }
      }
    }
    return found
  }

  /// Where projects keep their manifests.
  private static let usual = [
    "k8s", "kubernetes", "kube", "manifests", "deploy", "deploy/k8s", "deployment", "k8s/base",
  ]

  /// The files that targets and options name: a target counts only where it is a manifest.
  private func namedFiles() -> [FilePath] {
    let here = machine.target(of: Place("/proc/self/cwd")) ?? "/"
    let targets = options.targets.filter { target in
      !target.contains("://") && [".yaml", ".yml", ".json"].contains { target.lowercased().hasSuffix($0) }
    }
    let paths = targets.map { here.pushing(FilePath($0)).lexicallyNormalized() } + options.composeFiles
    return paths.filter { path in
      guard let status = machine.file(at: Place(path)), status.kind == .regular else { return false }
      return machine.text(Place(path), limit: 1 << 19).map(PodManifestReader.isManifest) == true
    }
  }

  private func files(in folder: FilePath) -> [FilePath] {
    let compose = Set(ComposeReader.names)
    return (machine.entries(of: Place(folder), limit: 200) ?? []).filter {
      ["yaml", "yml"].contains($0.extension ?? "") && !compose.contains($0.string)
    }.sorted { $0.string < $1.string }.prefix(60).map { folder.appending($0) }
  }

  private func read(_ files: [FilePath], isNamed: Bool) -> PodManifests? {
    files.isEmpty
      ? nil : PodManifestReader.manifests(files, on: machine, redactor: redactor, isNamed: isNamed)
  }
}
