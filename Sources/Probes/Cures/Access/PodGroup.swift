import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Whether a claim's directory is given to the group of a container that does not run as root.
struct PodGroup {
  let declared: DeclaredContainer
  let scene: Scene
  let recorder: Recorder

  /// A claim is mounted as its storage made it, mostly root's; `fsGroup` lets the kubelet give it to a group, and an init
  /// container may do the same: kubernetes.io/docs/tasks/configure-pod-container/security-context.
  func record(_ volume: PodVolume, _ root: FilePath, _ about: Subject) {
    guard [.claim, .ephemeral, .csi].contains(volume.kind), declared.workload.fsGroup == nil,
      let user = declared.container.user, user != 0, !isPrepared(volume)
    else { return }
    let place = declared.workload.place(declared.workload.securityLine ?? declared.workload.containersLine)
    recorder.record(
      PodNoFsGroup(
        commands: PodEdit(declared: declared, machine: scene.machine).grantingGroup(user), manifest: place,
        path: root.shown,
        user: user, volume: volume.shown), of: about,
      "\(place): \(declared.container.name) of \(declared.workload.reference) runs as \(user) and stores uploads in \(root.shown) on \(volume.shown), and the pod has no fsGroup, by which the kubelet would give the volume to its group"
    )
  }

  /// Whether an init container with the volume changes its owner or mode.
  private func isPrepared(_ volume: PodVolume) -> Bool {
    declared.workload.containers.contains { other in
      other.isInit && other.mounts.contains { $0.volume == volume.name }
        && ["chown", "chmod", "chgrp", "install -d"].contains { other.command.contains($0) }
    }
  }
}
