import Diagnostics
import Linux
import Notation
import SystemPackage

/// Changes of a workload in the manifest that the user has, as commands.
struct PodEdit {
  let declared: DeclaredContainer
  let machine: any Machine

  private var file: FilePath { declared.workload.file }

  private func line(_ number: Int) -> Substring? {
    machine.text(Place(file))?.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first
  }

  private func indentation(_ number: Int) -> String { String((line(number) ?? "").prefix { $0 == " " }) }

  private func sed(_ script: SedScript) -> String { script.command(on: file) }

  private var namespace: String { declared.workload.namespace.map { " -n \($0.shellQuoted)" } ?? "" }

  /// Brings the changed file to the cluster.
  private var apply: String { "kubectl apply -f \(file.shellQuoted)" }

  private var workload: String { declared.workload.reference.shellQuoted }

  private var container: String { declared.container.name.shellQuoted }

  /// Takes `readOnly: true` from a mount.
  func makingWritable(_ mount: PodMount) -> [String] {
    guard let number = mount.readOnlyLine, line(number)?.contains("readOnly: true") == true else { return [] }
    return [sed(.substitute("readOnly: true", by: "readOnly: false", on: .number(number))), apply]
  }

  /// Mounts the directory of the volume that the writer has.
  func mountingPart(_ subPath: String?, in mount: PodMount) -> [String] {
    guard let number = mount.subPathLine, let old = mount.subPath, let text = line(number) else { return [] }
    guard let subPath else {
      return text.trimmed.hasPrefix("subPath:") ? [sed(.delete(.number(number))), apply] : []
    }
    let script = SedScript.substitute(
      #"subPath: *\(["']\{0,1\}\)\#(old)"#, by: #"subPath: \1\#(subPath)"#, on: .number(number))
    return [sed(script), apply]
  }

  /// Gives volumes that Kubernetes mounts to the container's group.
  func grantingGroup(_ group: Int) -> [String] {
    if let number = declared.workload.securityLine {
      guard let text = line(number) else { return [] }
      if text.contains("{") { return [sed(.substitute("{", by: "{fsGroup: \(group), ", on: .number(number))), apply] }
      return [sed(.append("\(indentation(number))  fsGroup: \(group)", after: .number(number))), apply]
    }
    let number = declared.workload.containersLine
    return [sed(.insert("\(indentation(number))securityContext: {fsGroup: \(group)}", before: .number(number))), apply]
  }

  /// Puts a claim in the place of an emptyDir, and keeps what the running pod has in it.
  func claiming(_ volume: PodVolume, at path: FilePath) -> [String] {
    let rest = (line(volume.line) ?? "").split(separator: ":", maxSplits: 1).dropFirst().first?.trimmed ?? ""
    guard line(volume.line)?.contains("emptyDir:") == true, rest.hasPrefix("{"), rest.hasSuffix("}") else { return [] }
    let claim = "\(declared.workload.name)-\(volume.name)"
    return keeping(path)
      + [
        sed(
          .substitute(
            "emptyDir: *{[^}]*}", by: "persistentVolumeClaim: {claimName: \(claim)}", on: .number(volume.line))),
        declaring(claim), apply,
      ] + bringingBack(path)
  }

  /// Mounts a new claim where the container has no volume yet.
  func addingClaim(named name: String, at path: FilePath) -> [String] {
    guard let own = declared.container.mountsLine ?? lineOfName, line(own) != nil else { return [] }
    let claim = "\(declared.workload.name)-\(name)"
    let mount = "{name: \(name), mountPath: \(path.string)}"
    let volume = "{name: \(name), persistentVolumeClaim: {claimName: \(claim)}}"
    let mounting =
      declared.container.mountsLine.map { adding(mount, to: $0) }
      ?? sed(.append("\(indentation(own))  volumeMounts: [\(mount)]", after: .number(own)))
    let volumes =
      declared.workload.volumesLine.map { adding(volume, to: $0) }
      ?? sed(
        .insert(
          "\(indentation(declared.workload.containersLine))volumes: [\(volume)]",
          before: .number(declared.workload.containersLine)))
    guard let mounting, let volumes else { return [] }
    let first = (declared.workload.volumesLine ?? declared.workload.containersLine) > own
    return keeping(path) + (first ? [volumes, mounting] : [mounting, volumes]) + [declaring(claim), apply]
      + bringingBack(path)
  }

  /// The line `- name: …` that begins the container; nil where another key begins it.
  private var lineOfName: Int? {
    line(declared.container.line)?.trimmed.hasPrefix("-") == true ? declared.container.line : nil
  }

  private func adding(_ entry: String, to number: Int) -> String? {
    guard let text = line(number) else { return nil }
    if text.contains("[") { return sed(.substitute(#"\["#, by: "[\(entry), ", on: .number(number))) }
    guard let next = line(number + 1), next.trimmed.hasPrefix("-") else { return nil }
    return sed(.append("\(indentation(number + 1))- \(entry)", after: .number(number)))
  }

  private func declaring(_ claim: String) -> String {
    let object =
      "---\\napiVersion: v1\\nkind: PersistentVolumeClaim\\nmetadata: {name: %s}\\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}\\n"
    return "printf '\\n\(object)' \(claim.shellQuoted) >> \(file.shellQuoted)"
  }

  private func keeping(_ path: FilePath) -> [String] {
    ["kubectl exec\(namespace) \(workload) -c \(container) -- tar -C \(path.shellQuoted) -cf - . > uploads-kept.tar"]
  }

  private func bringingBack(_ path: FilePath) -> [String] {
    [
      "kubectl rollout status\(namespace) \(workload)",
      "kubectl exec -i\(namespace) \(workload) -c \(container) -- tar -C \(path.shellQuoted) -xf - < uploads-kept.tar",
    ]
  }
}
