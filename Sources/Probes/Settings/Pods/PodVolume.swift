import SystemPackage

/// A volume of a pod, as its manifest declares it.
struct PodVolume: Sendable {
  /// By the key that names its kind: kubernetes.io/docs/concepts/storage/volumes.
  enum Kind: String, Sendable {
    case emptyDir, hostPath, nfs, configMap, secret, projected, downwardAPI, ephemeral, csi
    case claim = "persistentVolumeClaim"
    case other

    /// Whether Kubernetes never lets a container write to it.
    var isFixed: Bool { [.configMap, .secret, .projected, .downwardAPI].contains(self) }
  }

  let name: String
  let kind: Kind
  /// The claim's name, the node's path, the server's path, or the object's name.
  let source: String
  let isReadOnly: Bool
  /// The line of the key that names the kind.
  let line: Int

  /// `the claim shop-media`, `the emptyDir scratch`.
  var shown: String {
    switch kind {
    case .claim: "the claim \(source)"
    case .emptyDir: "the emptyDir \(name)"
    case .hostPath, .nfs: "\(kind.rawValue) \(source)"
    default: "the volume \(name) (\(kind.rawValue))"
    }
  }

  /// Two volumes of one manifest, perhaps of different pods, that lead to the same storage.
  func isSame(as other: PodVolume, inOnePod isOnePod: Bool) -> Bool {
    guard kind == other.kind else { return false }
    switch kind {
    case .claim, .hostPath, .nfs: return source == other.source
    default: return isOnePod && name == other.name
    }
  }
}

/// Where a container has a volume.
struct PodMount: Sendable {
  let volume: String
  let path: FilePath
  /// The directory of the volume that is mounted in its place; nil for the whole volume.
  let subPath: String?
  let isReadOnly: Bool
  let line: Int
  /// The lines of its keys `subPath` and `readOnly`.
  let subPathLine: Int?
  let readOnlyLine: Int?
}
