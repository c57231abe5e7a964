import Linux
import SystemPackage
import Testing

@testable import Probes

/// Compose files as people write them, well and badly: docs.docker.com/reference/compose-file.
@Suite struct ComposeTests {
  private func project(_ files: [FilePath: String], of names: [FilePath]? = nil) throws -> ComposeProject {
    var machine = RecordedMachine()
    for (path, text) in files { machine.add(path, text: text) }
    let redactor = Redactor(isActive: true)
    let found =
      names.map { ComposeReader.project(of: $0, on: machine, redactor: redactor) }
      ?? ComposeReader.project(in: "/srv/shop", on: machine, redactor: redactor)
    return try #require(found)
  }

  private func service(_ text: String, _ others: [FilePath: String] = [:]) throws -> ComposeService {
    let project = try project(others.merging(["/srv/shop/compose.yaml": text]) { $1 })
    return try #require(project.services.first { $0.name == "app" })
  }

  @Test func anchorsAndMergeKeysAreApplied() throws {
    let app = try service(
      """
      x-common: &common
        environment: &settings {MEDIA_ROOT: /data, DEBUG: "0"}
        volumes: [media:/data]
      services:
        app:
          <<: *common
          environment:
            <<: *settings
            DEBUG: "1"
      """)
    #expect(app.settings["MEDIA_ROOT"]?.value == "/data")
    #expect(app.settings["DEBUG"]?.value == "1")
    #expect(app.mounts.map(\.target) == ["/data"])
  }

  @Test func theOverrideWinsTargetByTarget() throws {
    let app = try service(
      """
      services:
        app:
          volumes: ["media:/data", "./logs:/logs"]
          environment: [MEDIA_ROOT=/data]
      """,
      [
        "/srv/shop/compose.override.yaml": """
        services:
          app:
            volumes: [{type: tmpfs, target: /data}]
            environment: {MEDIA_ROOT: /data/new}
        """
      ])
    #expect(app.mounts.first { $0.target == "/data" }?.kind == .tmpfs)
    #expect(app.mounts.first { $0.target == "/logs" }?.source == "/srv/shop/logs")
    #expect(app.settings["MEDIA_ROOT"]?.source == "/srv/shop/compose.override.yaml:4")
  }

  @Test func severalNamedFilesMakeOneProject() throws {
    let project = try project(
      [
        "/srv/shop/a.yml": "name: store\nservices: {app: {image: a}}",
        "/srv/shop/b.yml":
          "services:\n  app: {image: b}\n  web: {image: w, profiles: [front]}\nvolumes: {media: {name: kept}}",
      ], of: ["/srv/shop/a.yml", "/srv/shop/b.yml"])
    #expect(project.services.map(\.name).sorted() == ["app", "web"])
    #expect(project.services.first { $0.name == "app" }?.image == "b")
    #expect(project.volumeName("media") == "kept")
    #expect(project.volumeName("other") == "store_other")
  }

  @Test(arguments: [
    ("media:/data", ComposeMount.Kind.volume, "media", false), ("./files:/data:ro", .bind, "/srv/shop/files", true),
    ("../up:/data", .bind, "/srv/up", false), ("/srv/files:/data:rw,z", .bind, "/srv/files", false),
    ("/data", .volume, "", false), ("~/files:/data", .bind, "~/files", false),
    ("media:/data:z,ro", .volume, "media", true),
    ("{type: bind, source: ./files, target: /data, read_only: true}", .bind, "/srv/shop/files", true),
    ("{type: volume, src: media, dst: /data}", .volume, "media", false),
    ("{type: tmpfs, target: /data}", .tmpfs, "", false),
  ])
  func volumeSyntax(entry: String, kind: ComposeMount.Kind, source: String, isReadOnly: Bool) throws {
    let app = try service("services:\n  app:\n    volumes:\n      - \(entry)\n")
    let mount = try #require(app.mounts.first)
    #expect(mount.kind == kind && mount.source == source && mount.isReadOnly == isReadOnly)
    #expect(mount.target == "/data" && mount.line == 4)
  }

  @Test func environmentFilesStandBelowTheServicesOwnSettings() throws {
    let app = try service(
      """
      services:
        app:
          env_file: [base.env, {path: local.env, required: false}]
          environment: {C: own}
      """, ["/srv/shop/base.env": "A=1\nB=1\nC=1", "/srv/shop/local.env": "export B='2'"])
    #expect(app.settings.mapValues(\.value) == ["A": "1", "B": "2", "C": "own"])
  }

  @Test func anEnvironmentFileThatIsNotThereIsTold() throws {
    let project = try project([
      "/srv/shop/compose.yaml":
        "services:\n  app:\n    env_file:\n      - {path: a.env, required: false}\n      - b.env\n"
    ])
    #expect(project.missingFiles.map(\.path) == ["/srv/shop/b.env"])
  }

  @Test(arguments: [
    ("$ROOT/media", "/srv/media"), ("${ROOT}/media", "/srv/media"), ("${NONE:-/data}", "/data"),
    ("${EMPTY:-/data}", "/data"),
    ("${EMPTY-/data}", ""), ("${ROOT:+/other}", "/other"), ("${NONE:+/other}", ""), ("$$ROOT", "$ROOT"),
    ("${NONE:-${ROOT}/deep}", "/srv/deep"), ("${NONE:?say it}", ""), ("${NONE}", ""), ("100%$", "100%$"),
    ("${ROOT", "${ROOT"),
  ])
  func interpolation(text: String, value: String) throws {
    let app = try service(
      "services:\n  app:\n    environment:\n      A: '\(text)'\n", ["/srv/shop/.env": "ROOT=/srv\nEMPTY=\n"])
    #expect(app.settings["A"]?.value == value)
  }

  @Test func variablesWithoutValueAreNamed() throws {
    let project = try project([
      "/srv/shop/compose.yaml":
        "services: {app: {image: \"shop:${TAG}\", user: \"${UID:?who}\", volumes: [\"${HERE:-.}:/data\"]}}"
    ])
    #expect(project.unset == ["TAG", "UID"])
  }

  @Test(arguments: [
    ("services:\n  app:\n   - a\n  b: [1\n", "line 5"), ("services:\n\tapp: {}\n", "line 2"),
    ("a: 1\na: 2\n", "line 1"),
  ])
  func brokenFilesAreToldWithTheirPlace(text: String, place: String) throws {
    let project = try project(["/srv/shop/compose.yaml": text])
    #expect(project.services.isEmpty)
    let message = try #require(project.problems.first?.message)
    #expect(message.hasPrefix(place) && message.contains("column"), "\(message)")
  }

  @Test func anAliasBombEndsSoon() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    let project = try project(["/srv/shop/compose.yaml": text + "services: {app: {image: a}}\n"])
    #expect(project.problems.first?.message.contains("too many values") == true)
  }

  @Test(arguments: [
    "", "services:\n", "services: []\n", "- a\n", "services: {app: }\n", "services: {app: [1, 2]}\n", "\0\0\0",
  ])
  func oddFilesDoNoHarm(text: String) {
    var machine = RecordedMachine()
    machine.add("/srv/shop/compose.yaml", text: text)
    let project = ComposeReader.project(in: "/srv/shop", on: machine, redactor: Redactor(isActive: true))
    #expect(project?.services.allSatisfy(\.mounts.isEmpty) != false)
  }

  @Test func includedFilesCountFromTheirOwnDirectory() throws {
    let project = try project([
      "/srv/shop/compose.yaml": "include: [web/compose.yaml]\nservices: {app: {image: a}}",
      "/srv/shop/web/compose.yaml": "services: {web: {image: nginx}}",
    ])
    #expect(project.services.map(\.name).sorted() == ["app", "web"])
  }
}
