import Linux
import SystemPackage

/// A container of a workload, in the manifests that declare it.
struct DeclaredContainer {
  let manifests: PodManifests
  let workload: PodWorkload
  let container: PodContainer
}

extension Scene {
  /// Every lasting container that a manifest declares.
  var declaredContainers: [DeclaredContainer] {
    pods.flatMap { manifests in
      manifests.workloads.flatMap { workload in
        workload.lasting.map { DeclaredContainer(manifests: manifests, workload: workload, container: $0) }
      }
    }
  }

  /// The declared container that a process was made from: the only one whose mounts and settings the process has.
  func declared(_ process: RunningProcess, environment: [String: String]?) -> DeclaredContainer? {
    guard process.view != .own, !pods.isEmpty else { return nil }
    let table = mounts(process.view)
    let scored = declaredContainers.map { ($0, fits($0, process, table, environment)) }.filter { $0.1 >= 2 }
      .sorted { $0.1 > $1.1 }
    guard let first = scored.first, scored.count == 1 || scored[1].1 < first.1 else { return nil }
    return first.0
  }

  /// How well a container describes a process: settings and mounts that agree, less those that do not.
  private func fits(
    _ examined: DeclaredContainer, _ process: RunningProcess, _ table: MountTable, _ environment: [String: String]?
  ) -> Int {
    var score = examined.container.isNginx ? process.name == "nginx" ? 1 : -2 : 0
    for mount in examined.container.mounts {
      guard let own = table.mounts.last(where: { $0.point == mount.path }) else {
        score -= 1
        continue
      }
      score += own.fileSystemRoot.split(separator: "/").contains { $0 == mount.volume } ? 2 : 1
    }
    for setting in examined.container.environment {
      guard let own = environment?[setting.name] else { continue }
      score += own == setting.value ? 1 : 0
    }
    return score
  }
}
