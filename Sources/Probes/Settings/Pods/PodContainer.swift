import SystemPackage

/// A container of a pod, as its manifest declares it.
struct PodContainer: Sendable {
  let name: String
  let image: String
  /// Command and arguments in one line.
  let command: String
  /// What the container gets, later ones over earlier ones: first `envFrom`, then `env`.
  let environment: [Setting]
  let mounts: [PodMount]
  /// The user that its own or the pod's security context names.
  let user: Int?
  let isRootReadOnly: Bool
  let isInit: Bool
  /// The line of its name, and that of its `volumeMounts`.
  let line: Int
  let mountsLine: Int?

  /// The last value of a setting of this role.
  func setting(_ role: SettingRole) -> Setting? {
    SettingLayers([.pod: environment]).winner(of: role.names)?.setting
  }

  /// The mount that holds a path: the longest one above it.
  func mount(of path: FilePath) -> PodMount? {
    mounts.filter { path.starts(with: $0.path) }.max { $0.path.components.count < $1.path.components.count }
  }

  /// Whether it is nginx by its image's name or its command.
  var isNginx: Bool {
    let name = image.split(separator: "/").last.map(String.init) ?? image
    return name.contains("nginx") || name.contains("openresty") || command.hasPrefix("nginx")
  }

  /// Whether uploads go to a bucket.
  var storesInBucket: Bool { StorageBackend.isBucket(setting(.storageBackend)?.value) }
}
