import Linux
import Notation
import SystemPackage

/// A compose project: one file or several, merged as `docker compose` merges them.
struct ComposeProject: Sendable {
  struct Volume: Sendable {
    let isExternal: Bool
    /// The engine's own name for it.
    let name: String
    /// The directory of the host that a `local` driver binds; nil for an ordinary volume.
    let device: String?
  }

  /// What keeps a file from being read, with its place.
  struct Problem: Sendable {
    let file: FilePath
    let message: String
  }

  var name: String
  let folder: FilePath
  var files: [FilePath] = []
  var services: [ComposeService] = []
  var volumes: [String: Volume] = [:]
  /// The line of the `volumes` key of the first file.
  var volumesLine: Int?
  var problems: [Problem] = []
  /// Variables without a value and without a default.
  var unset: Set<String> = []
  /// Env files that a service names and that are not there.
  var missingFiles: [(service: String, path: FilePath, line: Int)] = []

  /// The commands' prefix: the files it was read from.
  var command: String {
    "docker compose" + files.map { " -f \($0.shellQuoted)" }.joined()
  }

  /// The engine's name of a volume, `PROJECT_NAME` where the file gives it no other.
  func volumeName(_ source: String) -> String { volumes[source]?.name ?? "\(name)_\(source)" }
}
