import Linux
import SystemPackage

/// A pod, or what makes pods: a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob.
struct PodWorkload: Sendable {
  let kind: String
  let name: String
  let namespace: String?
  let file: FilePath
  let line: Int
  let replicas: Int
  let volumes: [PodVolume]
  let containers: [PodContainer]
  let fsGroup: Int?
  /// The lines of the pod's `containers`, `volumes` and `securityContext`.
  let containersLine: Int
  let volumesLine: Int?
  let securityLine: Int?

  /// `deployment/shop`, as kubectl takes it.
  var reference: String { "\(kind.lowercased())/\(name)" }

  func volume(of mount: PodMount) -> PodVolume? { volumes.first { $0.name == mount.volume } }

  /// The containers that stay, without those that prepare the pod.
  var lasting: [PodContainer] { containers.filter { !$0.isInit } }

  func place(_ line: Int) -> String { "\(file.shown):\(line)" }
}

/// The manifests of one directory, or those that the user named together.
struct PodManifests: Sendable {
  /// What keeps a file from being read, with its place.
  struct Problem: Sendable {
    let file: FilePath
    let message: String
  }

  var files: [FilePath] = []
  var workloads: [PodWorkload] = []
  /// The names of the claims that they declare.
  var claims: Set<String> = []
  var problems: [Problem] = []
  /// Whether the user named them, so that they count without a running pod.
  var isNamed = false
}
