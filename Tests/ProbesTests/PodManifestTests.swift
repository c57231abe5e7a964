import Linux
import SystemPackage
import Testing

@testable import Probes

/// Kubernetes manifests as people write them.
@Suite struct PodManifestTests {
  private func manifests(_ text: String, isNamed: Bool = true) -> PodManifests? {
    var machine = RecordedMachine()
    machine.add("/k/app.yaml", text: text)
    return PodManifestReader.manifests(
      ["/k/app.yaml"], on: machine, redactor: Redactor(isActive: true), isNamed: isNamed)
  }

  @Test(arguments: [
    ("emptyDir: {}", PodVolume.Kind.emptyDir, ""), ("persistentVolumeClaim: {claimName: c}", .claim, "c"),
    ("hostPath: {path: /srv/x, type: Directory}", .hostPath, "/srv/x"), ("configMap: {name: m}", .configMap, "m"),
    ("nfs: {server: n, path: /export}", .nfs, "/export"), ("secret: {secretName: s}", .secret, "s"),
    ("rbd: {image: i}", .other, ""),
  ])
  func volumes(entry: String, kind: PodVolume.Kind, source: String) throws {
    let found = manifests("kind: Pod\nmetadata: {name: p}\nspec:\n  volumes:\n    - name: v\n      \(entry)\n")
    let volume = try #require(found?.workloads.first?.volumes.first)
    #expect(volume.kind == kind && volume.source == source && volume.line == 6)
  }

  @Test func containersAndTheirSurroundings() throws {
    let found = manifests(
      """
      kind: ConfigMap
      metadata: {name: settings}
      data: {MEDIA_ROOT: /a, OTHER: x}
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: shop, namespace: store}
      spec:
        replicas: 3
        template:
          spec:
            securityContext: {runAsUser: 1000, fsGroup: 2000}
            initContainers: [{name: first, command: [chown, "1000", /data]}]
            containers:
              - name: app
                securityContext: {runAsUser: 1001, readOnlyRootFilesystem: true}
                envFrom: [{configMapRef: {name: settings}}]
                env: [{name: MEDIA_ROOT, value: /data/media}, {name: FULL, value: $(MEDIA_ROOT)/x}]
                volumeMounts: [{name: data, mountPath: /data, subPath: files, readOnly: true}]
        volumeClaimTemplates: [{metadata: {name: data}}]
      """)
    let workload = try #require(found?.workloads.first)
    #expect(workload.reference == "statefulset/shop" && workload.namespace == "store" && workload.replicas == 3)
    #expect(workload.fsGroup == 2000 && workload.volumes.map(\.kind) == [.claim])
    let app = try #require(workload.lasting.first)
    #expect(workload.lasting.count == 1 && app.user == 1001 && app.isRootReadOnly)
    #expect(app.setting(.mediaRoot)?.source == "/k/app.yaml:18")
    #expect(app.environment.last?.value == "/data/media/x")
    let mount = try #require(app.mount(of: "/data/media"))
    #expect(mount.subPath == "files" && mount.isReadOnly && mount.line == 19)
  }

  @Test func listsHoldWorkloads() {
    let found = manifests(
      "kind: List\nitems:\n- {kind: Pod, metadata: {name: a}}\n- {kind: DaemonSet, metadata: {name: b}}")
    #expect(found?.workloads.map(\.reference) == ["pod/a", "daemonset/b"])
  }

  @Test func brokenOnesAreToldWithTheirPlace() throws {
    let problem = try #require(manifests("kind: Pod\nmetadata:\n  name: x\n bad: 1\n")?.problems.first)
    #expect(problem.message.hasPrefix("line 4, column"), "\(problem.message)")
  }

  @Test func templatesAreToldOnlyWhereTheyAreNamed() {
    let text = "kind: Deployment\nmetadata: {name: {{ .Values.name }}}\n"
    #expect(manifests(text)?.problems.first?.message.contains("helm template") == true)
    #expect(manifests(text, isNamed: false) == nil)
  }

  @Test(arguments: [
    "", "a: 1\n", "kind: Service\nmetadata: {name: x}\n", "openapi: 3.0.0\n", "\0\0", "kind: Pod extra\n",
  ])
  func otherFilesAreNone(text: String) { #expect(manifests(text) == nil) }

  @Test(arguments: [
    "kind: Pod\n", "kind: Pod\nspec: []\n", "kind: Deployment\nspec: {template: {spec: {containers: x, volumes: 3}}}\n",
  ])
  func oddOnesDoNoHarm(text: String) { #expect(manifests(text)?.workloads.first?.containers.isEmpty == true) }

  @Test func namesOfAManifestAreQuotedInCommands() throws {
    let name = "app'; reboot; '"
    let text =
      "kind: Pod\nmetadata: {name: \"shop $(id)\"}\nspec:\n  containers:\n    - name: \"\(name)\"\n      image: x\n"
    var machine = RecordedMachine()
    machine.add("/k/app.yaml", text: text)
    let found = try #require(manifests(text))
    let workload = try #require(found.workloads.first)
    let container = try #require(workload.lasting.first)
    let examined = DeclaredContainer(manifests: found, workload: workload, container: container)
    let commands = PodEdit(declared: examined, machine: machine).addingClaim(named: "media", at: "/srv/media")
    let kubectl = commands.filter { $0.hasPrefix("kubectl exec") || $0.hasPrefix("kubectl rollout") }
    #expect(kubectl.count == 3)
    #expect(kubectl.allSatisfy { $0.contains("'pod/shop $(id)'") })
    #expect(kubectl.count { $0.contains("-c 'app'\\''; reboot; '\\'''") } == 2)
  }
}
