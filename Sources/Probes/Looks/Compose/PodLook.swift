import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What manifests say of the running pods; of pods that run elsewhere, what follows from the manifest alone.
struct PodLook {
  let scene: Scene
  let recorder: Recorder

  func tell() {
    for manifests in scene.pods { tell(manifests) }
    let running =
      scene.applications.map { ($0.program, $0.lead, $0.environment) }
      + scene.nginx.compactMap { one in one.master.map { ("nginx", $0, nil) } }
    for (program, process, environment) in running {
      guard let one = scene.declared(process, environment: environment) else { continue }
      tell(one, "\(program) (\(process.pid))")
    }
    for manifests in scene.pods where manifests.isNamed {
      for workload in manifests.workloads {
        for container in workload.lasting {
          let one = DeclaredContainer(manifests: manifests, workload: workload, container: container)
          DeclaredLook(one: one, scene: scene, recorder: recorder).tell()
        }
      }
    }
  }

  private func tell(_ manifests: PodManifests) {
    for file in manifests.files {
      let workloads = manifests.workloads.filter { $0.file == file }.map(\.reference)
      guard !workloads.isEmpty else { continue }
      recorder.record(
        PodFound(file: file.shown, workloads: workloads), of: [.file: file.shown],
        "\(file.shown) declares \(workloads.joined(separator: ", "))")
    }
    for problem in manifests.problems {
      recorder.record(
        ComposeBroken(file: problem.file.shown, message: problem.message), of: [.file: problem.file.shown],
        ComposeProbe.told(problem.file, problem.message))
    }
  }

  private func tell(_ one: DeclaredContainer, _ process: String) {
    let mounts = one.container.mounts.map { mount in
      let volume = one.workload.volume(of: mount)?.shown ?? mount.volume
      return "\(volume)\(mount.subPath.map { "/\($0)" } ?? ""):\(mount.path.string)\(mount.isReadOnly ? ":ro" : "")"
    }
    recorder.record(
      Facts.PodContainer(
        container: one.container.name, file: one.workload.file.shown, line: one.container.line, mounts: mounts,
        process: process, workload: one.workload.reference), of: [.process: process],
      "\(process) is the container \(one.container.name) of \(one.workload.reference), \(one.workload.place(one.container.line))"
    )
  }
}
