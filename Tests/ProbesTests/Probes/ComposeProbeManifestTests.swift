import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// What Kubernetes manifests say, of pods that run and of those that run elsewhere.
@Suite struct ComposeProbeManifestTests {
  /// A Deployment whose volume, containers' mounts and pod's security are given; the volume's kind stands in line 18.
  private static func manifest(
    _ volume: String, mount: String = "{name: media, mountPath: /data/media}",
    web: String = "{name: media, mountPath: /srv/media}", pod: String = "terminationGracePeriodSeconds: 30"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      template:
        spec:
          \(pod)
          containers:
            - name: app
              image: shop/app
              securityContext: {runAsUser: 1000}
              env: [{name: MEDIA_ROOT, value: /data/media}, {name: MEDIA_URL, value: /media/}]
              volumeMounts: [\(mount)]
            - name: web
              image: nginx
              volumeMounts: [\(web)]
          volumes:
            - \(volume)
              name: media
    """
  }

  private func observations(of manifest: String) async -> [Observation] {
    var server = RecordedServer()
    server.machine.add("/k/shop.yaml", text: manifest)
    server.options.composeFiles = ["/k/shop.yaml"]
    return await server.observations(of: ComposeProbe.self)
  }

  @Test func aRunningContainerIsKnownByItsMountsAndSettings() async throws {
    var server = RecordedServer()
    server.machine.add(
      "/etc/kubernetes/manifests/shop.yaml",
      text: Self.manifest("persistentVolumeClaim: {claimName: shop-media}"))
    try server.runGunicorn(["MEDIA_ROOT": "/data/media", "MEDIA_URL": "/media/"])
    let volume = "/var/lib/kubelet/pods/1f0c/volumes/kubernetes.io~csi/media/mount"
    server.contain(200, mounts: "701 700 8:1 \(volume) /data/media rw - ext4 /dev/sda1 rw\n") {
      $0.add(directory: "/var/run/secrets/kubernetes.io")
    }
    let seen = await server.observations(of: ComposeProbe.self)
    #expect(seen.values(PodFound.self).map(\.workloads) == [["deployment/shop"]])
    let container = try #require(seen.values(Facts.PodContainer.self).first)
    #expect(container.container == "app" && container.workload == "deployment/shop" && container.line == 9)
    #expect(container.process == "gunicorn (200)" && container.mounts == ["the claim shop-media:/data/media"])
    #expect(seen.values(PodNoFsGroup.self).isEmpty, "it tells that only of a manifest which the user names")
  }

  @Test func aClaimWithoutFsGroupIsNotTheUsers() async throws {
    let seen = await observations(of: Self.manifest("persistentVolumeClaim: {claimName: shop-media}"))
    let missing = try #require(seen.values(PodNoFsGroup.self).first)
    #expect(missing.user == 1000 && missing.path == "/data/media" && missing.volume == "the claim shop-media")
    #expect(missing.manifest == "/k/shop.yaml:8")
    #expect(
      missing.commands == [
        "sed -i --follow-symlinks '8i\\\n\\      securityContext: {fsGroup: 1000}' /k/shop.yaml",
        "kubectl apply -f /k/shop.yaml",
      ])
    #expect(seen.values(AppSetting.self).map(\.name).sorted() == ["MEDIA_ROOT", "MEDIA_URL"])
  }

  @Test func aSoundManifestIsOnlyFound() async throws {
    let seen = await observations(
      of: Self.manifest("persistentVolumeClaim: {claimName: shop-media}", pod: "securityContext: {fsGroup: 1000}"))
    #expect(seen.values(PodFound.self).count == 1)
    #expect(seen.allSatisfy { $0.isOf(PodFound.self) || $0.isOf(AppSetting.self) })
  }

  @Test func anEmptyDirEndsWithItsPod() async throws {
    let memory = try await #require(observations(of: Self.manifest("emptyDir: {}")).values(RootInMemory.self).first)
    #expect(memory.type == "emptyDir" && memory.path == "/data/media" && memory.mount == "/data/media")
    #expect(memory.manifest == "/k/shop.yaml:18" && memory.commands?.isEmpty == false)
  }

  @Test func uploadsWithoutAVolumeStayInTheContainer() async throws {
    let text = Self.manifest(
      "persistentVolumeClaim: {claimName: shop-media}", mount: "{name: media, mountPath: /other}")
    let layer = try await #require(observations(of: text).values(RootOnContainerLayer.self).first)
    #expect(layer.path == "/data/media" && layer.container == "app" && layer.setting == "MEDIA_ROOT")
    #expect(layer.manifest == "/k/shop.yaml:9")
  }

  @Test(arguments: [
    ("persistentVolumeClaim: {claimName: shop-media}", ", readOnly: true", 2),
    ("configMap: {name: pictures}", "", 0),
  ])
  func aVolumeThatIsReadOnlyRefusesUploads(volume: String, option: String, changes: Int) async throws {
    let text = Self.manifest(volume, mount: "{name: media, mountPath: /data/media\(option)}")
    let locked = try await #require(observations(of: text).values(RootReadOnly.self).first)
    #expect(locked.level == .mount && locked.expected == .unknown && locked.mount == "/data/media")
    #expect(locked.manifest == "/k/shop.yaml:13" && locked.commands.count == changes)
  }

  @Test func twoPartsOfOneClaimAreTwoDirectories() async throws {
    let text = Self.manifest(
      "persistentVolumeClaim: {claimName: shop-media}",
      mount: "{name: media, mountPath: /data/media, subPath: uploads}",
      web: "{name: media, mountPath: /srv/media, subPath: public}")
    let apart = try await #require(observations(of: text).values(MountNotShared.self).first)
    #expect(apart.writer == "the claim shop-media, subPath uploads" && apart.writerPath == "/data/media")
    #expect(apart.reader == "the claim shop-media, subPath public" && apart.readerPath == "/srv/media")
    #expect(apart.readerKind == .otherVolume && apart.manifest == "/k/shop.yaml:16")
    #expect(apart.commands?.first?.hasPrefix("sed -i --follow-symlinks '16s|") == true)
  }
}
