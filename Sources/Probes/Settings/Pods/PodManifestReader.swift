import Diagnostics
import Linux
import Notation
import SystemPackage

/// Reads Kubernetes manifests: kubernetes.io/docs/reference/kubernetes-api.
struct PodManifestReader {
  let machine: any Machine
  let redactor: Redactor
  private var manifests = PodManifests()
  private var sources: [(file: FilePath, document: YAMLSource, at: [String], value: [String: Value])] = []
  private var configuration: [String: [Setting]] = [:]

  init(machine: any Machine, redactor: Redactor) {
    self.machine = machine
    self.redactor = redactor
  }

  /// Where each kind keeps its pod.
  private static let pods: [String: [String]] = [
    "Pod": ["spec"], "CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
    "Deployment": ["spec", "template", "spec"], "StatefulSet": ["spec", "template", "spec"],
    "DaemonSet": ["spec", "template", "spec"], "ReplicaSet": ["spec", "template", "spec"],
    "Job": ["spec", "template", "spec"],
  ]
  private static let others = ["ConfigMap", "Secret", "PersistentVolumeClaim", "List"]

  /// The manifests in these files that say anything of pods; nil where none does.
  static func manifests(_ files: [FilePath], on machine: any Machine, redactor: Redactor, isNamed: Bool = false)
    -> PodManifests?
  {
    var reader = PodManifestReader(machine: machine, redactor: redactor)
    reader.manifests.isNamed = isNamed
    for file in files { reader.collect(file) }
    reader.read()
    let hasPods = !reader.manifests.workloads.isEmpty || !reader.manifests.problems.isEmpty
    return hasPods ? reader.manifests : nil
  }

  /// Whether a text names a kind that bears on pods, in a line of its own.
  static func isManifest(_ text: String) -> Bool {
    let kinds = Set(pods.keys).union(others)
    return text.split(separator: "\n").contains { line in
      let words = line.trimmed.drop { $0 == "-" || $0 == " " }
      return words.hasPrefix("kind:") && kinds.contains(String(words.dropFirst(5).trimmed.filter { $0 != "\"" }))
    }
  }

  private mutating func collect(_ file: FilePath) {
    guard let text = machine.text(Place(file), limit: 1 << 19), Self.isManifest(text) else { return }
    if text.contains("{{") {
      if manifests.isNamed {
        manifests.problems.append(
          PodManifests.Problem(file: file, message: "it is a template: render it first (helm template)"))
      }
      return
    }
    do throws(YAMLProblem) {
      for document in try YAMLSource.documents(text: text, file: file.shown) { collect(document, [], file) }
      manifests.files.append(file)
    } catch {
      manifests.problems.append(PodManifests.Problem(file: file, message: error.message))
    }
  }

  private mutating func collect(_ document: YAMLSource, _ at: [String], _ file: FilePath) {
    guard let object = (at.isEmpty ? document.value : Self.value(document.value, at)).members else { return }
    if object["kind"]?.text == "List", at.isEmpty {
      for number in (object["items"]?.elements ?? []).indices {
        collect(document, ["items", String(number)], file)
      }
    } else {
      sources.append((file, document, at, object))
    }
  }

  private static func value(_ value: Value, _ at: [String]) -> Value {
    at.reduce(value) { value, key in
      value.members?[key] ?? Int(key).flatMap { $0 < value.elements.count ? value.elements[$0] : nil } ?? .null
    }
  }

  private mutating func read() {
    for source in sources {
      let name = source.value["metadata"]?.members?["name"]?.plain ?? ""
      switch source.value["kind"]?.text {
      case "ConfigMap":
        configuration[name] = settings(source.value["data"]?.members ?? [:], source.document, source.at, source.file)
      case "Secret": learnSecret(source.value)
      case "PersistentVolumeClaim": manifests.claims.insert(name)
      default: break
      }
    }
    for source in sources {
      guard let kind = source.value["kind"]?.text, let pod = Self.pods[kind] else { continue }
      manifests.workloads.append(workload(kind, source.value, source.document, source.at + pod, source.file))
    }
  }

  private func settings(_ data: [String: Value], _ document: YAMLSource, _ at: [String], _ file: FilePath)
    -> [Setting]
  {
    data.sorted { $0.key < $1.key }.map { name, value in
      redactor.learn(value.plain, from: name)
      return Setting(
        name: name, value: value.plain, file: Place(file), line: document.line(of: at + ["data", name]) ?? 1)
    }
  }

  /// Every value of a Secret is one, as it stands and decoded, but for what its name says to be an address or a place.
  private func learnSecret(_ value: [String: Value]) {
    let plain = (value["stringData"]?.members ?? [:]).map { ($0.key, $0.value.plain) }
    let coded = (value["data"]?.members ?? [:]).compactMap { name, value in
      Base64.decode(value.plain).map { (name, String(decoding: $0, as: UTF8.self)) }
    }
    for (name, text) in plain + coded {
      redactor.learn(text, from: Self.isAddress(name) ? name : "SECRET")
    }
  }

  private static func isAddress(_ name: String) -> Bool {
    guard !Redactor.isSecretName(name) else { return false }
    let words = [
      "BUCKET", "REGION", "ENDPOINT", "HOST", "PORT", "USER", "NAME", "URL", "PATH", "ROOT", "DIR", "FOLDER",
    ]
    return SettingRole.isTelling(name) || words.contains { name.uppercased().contains($0) }
  }

  // MARK: workloads

  private func workload(
    _ kind: String, _ value: [String: Value], _ document: YAMLSource, _ at: [String], _ file: FilePath
  ) -> PodWorkload {
    let base = Array(at.prefix { $0 == "items" || Int($0) != nil })
    let spec = Self.value(document.value, at).members ?? [:]
    let security = spec["securityContext"]?.members ?? [:]
    let metadata = value["metadata"]?.members ?? [:]
    let replicas = value["spec"]?.members?["replicas"]?.number.map { Int(min(max($0, 0), 10_000)) } ?? 1
    let templates = (value["spec"]?.members?["volumeClaimTemplates"]?.elements ?? []).compactMap {
      $0.members?["metadata"]?.members?["name"]?.text
    }
    let own = (spec["volumes"]?.elements ?? []).indices.compactMap {
      volume(Self.value(document.value, at + ["volumes", String($0)]), document, at + ["volumes", String($0)])
    }
    let claimed = templates.map {
      PodVolume(name: $0, kind: .claim, source: $0, isReadOnly: false, line: document.line(of: base + ["spec"]) ?? 1)
    }
    let containers = [("initContainers", true), ("containers", false)].flatMap { key, isInit in
      (spec[key]?.elements ?? []).enumerated().compactMap { number, element in
        element.members.map {
          container($0, document, at + [key, String(number)], file, user: security["runAsUser"], isInit: isInit)
        }
      }
    }
    return PodWorkload(
      kind: kind, name: metadata["name"]?.plain ?? "?", namespace: metadata["namespace"]?.text, file: file,
      line: document.line(of: base + ["kind"]) ?? 1, replicas: replicas, volumes: own + claimed,
      containers: containers, fsGroup: security["fsGroup"]?.number.map { Int($0) },
      containersLine: document.line(of: at + ["containers"]) ?? 1,
      volumesLine: spec["volumes"].map { _ in document.line(of: at + ["volumes"]) ?? 1 },
      securityLine: spec["securityContext"].map { _ in document.line(of: at + ["securityContext"]) ?? 1 })
  }

  private func volume(_ value: Value, _ document: YAMLSource, _ at: [String]) -> PodVolume? {
    guard let members = value.members, let name = members["name"]?.plain else { return nil }
    let key = members.keys.filter { $0 != "name" }.sorted().first ?? "emptyDir"
    let details = members[key]?.members ?? [:]
    let source = ["claimName", "path", "name", "secretName"].lazy.compactMap { details[$0]?.text }.first ?? ""
    return PodVolume(
      name: name, kind: PodVolume.Kind(rawValue: key) ?? .other, source: source,
      isReadOnly: details["readOnly"] == .bool(true), line: document.line(of: at + [key]) ?? 1)
  }

  // MARK: containers

  private func container(
    _ members: [String: Value], _ document: YAMLSource, _ at: [String], _ file: FilePath, user: Value?, isInit: Bool
  ) -> PodContainer {
    let security = members["securityContext"]?.members ?? [:]
    let words = (members["command"]?.elements ?? []) + (members["args"]?.elements ?? [])
    return PodContainer(
      name: members["name"]?.plain ?? "?", image: members["image"]?.plain ?? "",
      command: words.map(\.plain).joined(separator: " "), environment: environment(members, document, at, file),
      mounts: (members["volumeMounts"]?.elements ?? []).enumerated().compactMap { number, element in
        mount(element, document, at + ["volumeMounts", String(number)])
      },
      user: (security["runAsUser"] ?? user)?.number.map { Int($0) },
      isRootReadOnly: security["readOnlyRootFilesystem"] == .bool(true), isInit: isInit,
      line: document.line(of: at) ?? 1,
      mountsLine: members["volumeMounts"].map { _ in document.line(of: at + ["volumeMounts"]) ?? 1 })
  }

  private func mount(_ value: Value, _ document: YAMLSource, _ at: [String]) -> PodMount? {
    guard let members = value.members, let path = members["mountPath"]?.text, let volume = members["name"]?.plain else {
      return nil
    }
    let subPath = (members["subPath"] ?? members["subPathExpr"])?.plain
    return PodMount(
      volume: volume, path: FilePath(path), subPath: subPath.flatMap { $0.isEmpty ? nil : $0 },
      isReadOnly: members["readOnly"] == .bool(true), line: document.line(of: at) ?? 1,
      subPathLine: members["subPath"].flatMap { _ in document.line(of: at + ["subPath"]) },
      readOnlyLine: members["readOnly"].flatMap { _ in document.line(of: at + ["readOnly"]) })
  }

  private func environment(_ members: [String: Value], _ document: YAMLSource, _ at: [String], _ file: FilePath)
    -> [Setting]
  {
    var settings: [Setting] = []
    for source in members["envFrom"]?.elements ?? [] {
      guard let name = source.members?["configMapRef"]?.members?["name"]?.plain else { continue }
      let prefix = source.members?["prefix"]?.text ?? ""
      settings += (configuration[name] ?? []).map { $0.named(prefix + $0.name) }
    }
    for (number, entry) in (members["env"]?.elements ?? []).enumerated() {
      guard let name = entry.members?["name"]?.plain else { continue }
      let place = at + ["env", String(number)]
      if let value = entry.members?["value"] {
        let known = Dictionary(settings.map { ($0.name, $0.value) }) { $1 }
        let text = Self.expanded(value.plain, with: known)
        redactor.learn(text, from: name)
        settings.append(Setting(name: name, value: text, file: Place(file), line: document.line(of: place) ?? 1))
      } else if let reference = entry.members?["valueFrom"]?.members?["configMapKeyRef"]?.members {
        let found = configuration[reference["name"]?.plain ?? ""]?.first { $0.name == reference["key"]?.plain }
        if let found { settings.append(found.named(name)) }
      }
    }
    return settings
  }

  /// `$(NAME)` of variables that stand before: kubernetes.io/docs/tasks/inject-data-application.
  private static func expanded(_ text: String, with known: [String: String]) -> String {
    guard text.contains("$(") else { return text }
    return known.reduce(text) { $0.replacingAll("$(\($1.key))", by: $1.value) }
  }
}
