import Linux
import SystemPackage

/// What a compose file mounts into a service.
struct ComposeMount: Sendable, Hashable {
  enum Kind: String, Sendable {
    case volume, bind, tmpfs, other
  }

  let kind: Kind
  /// A volume's name as the file has it, or a path of the host; empty for an anonymous volume.
  let source: String
  let target: FilePath
  let isReadOnly: Bool
  let file: FilePath
  let line: Int

  var shown: String { "\(file.shown):\(line)" }
}

/// One service of a compose project, its files merged.
struct ComposeService: Sendable {
  let name: String
  var containerName: String?
  var image: String?
  /// What the file itself sets; the env files' settings stand before them.
  var environment: [Setting] = []
  var environmentFiles: [EnvironmentFile] = []
  var mounts: [ComposeMount] = []
  var isReadOnly = false
  var user: String?
  var replicas = 1
  var command: String?
  var file: FilePath
  /// The line of its name.
  var line: Int
  /// The line of its `volumes` key.
  var volumesLine: Int?

  /// Everything its container gets, by name; the file's own entries win over those of env files.
  var settings: [String: Setting] {
    SettingLayers([.compose: environment, .composeFile: environmentFiles.flatMap(\.settings)]).all
  }

  /// The mount that holds a path: the longest target above it.
  func mount(of path: FilePath) -> ComposeMount? {
    mounts.filter { path.starts(with: $0.target) }.max { $0.target.components.count < $1.target.components.count }
  }
}
