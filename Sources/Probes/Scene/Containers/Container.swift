import Linux
import SystemPackage

/// A container as its engine describes it.
struct Container: Sendable {
  struct Mount: Sendable {
    /// `volume`, `bind`, `tmpfs`.
    let kind: String
    /// The volume's name, or the host's path.
    let source: String
    let target: FilePath
    let isReadOnly: Bool
  }

  let engine: String
  let id: String
  let name: String
  let image: String
  /// Its first process as the host counts; nil where it does not run.
  let pid: Int?
  let hostname: String
  let user: String
  let mounts: [Mount]
  let labels: [String: String]
  let isReadOnly: Bool
  let created: String

  /// The compose service it was made for.
  var service: String? { labels["com.docker.compose.service"] ?? labels["io.podman.compose.service"] }

  /// The files of its compose project, where it was made from some.
  var composeFiles: [FilePath] {
    let files = (labels["com.docker.compose.project.config_files"] ?? "").split(separator: ",").map {
      FilePath(String($0))
    }
    return files.filter(\.isAbsolute)
  }

  func mount(of path: FilePath) -> Mount? {
    mounts.filter { path.starts(with: $0.target) }.max { $0.target.components.count < $1.target.components.count }
  }
}
