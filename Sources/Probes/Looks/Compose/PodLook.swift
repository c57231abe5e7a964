import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What manifests say of the running pods; of pods that run elsewhere, what follows from the manifest alone.
struct PodLook {
  let scene: Scene
  let recorder: Recorder

  func record() {
    for manifests in scene.pods { record(manifests) }
    let running =
      scene.applications.map { ($0.program, $0.lead, $0.environment) }
      + scene.nginx.compactMap { declared in declared.master.map { ("nginx", $0, nil) } }
    for (program, process, environment) in running {
      guard let declared = scene.declared(process, environment: environment) else { continue }
      record(declared, "\(program) (\(process.pid))")
    }
    for manifests in scene.pods where manifests.isNamed {
      for workload in manifests.workloads {
        for container in workload.lasting {
          let declared = DeclaredContainer(manifests: manifests, workload: workload, container: container)
          DeclaredLook(declared: declared, scene: scene, recorder: recorder).record()
        }
      }
    }
  }

  private func record(_ manifests: PodManifests) {
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

  private func record(_ declared: DeclaredContainer, _ process: String) {
    let mounts = declared.container.mounts.map { mount in
      let volume = declared.workload.volume(of: mount)?.shown ?? mount.volume
      return "\(volume)\(mount.subPath.map { "/\($0)" } ?? ""):\(mount.path.string)\(mount.isReadOnly ? ":ro" : "")"
    }
    recorder.record(
      Facts.PodContainer(
        container: declared.container.name, file: declared.workload.file.shown, line: declared.container.line,
        mounts: mounts,
        process: process, workload: declared.workload.reference), of: [.process: process],
      "\(process) is the container \(declared.container.name) of \(declared.workload.reference), \(declared.workload.place(declared.container.line))"
    )
  }
}
