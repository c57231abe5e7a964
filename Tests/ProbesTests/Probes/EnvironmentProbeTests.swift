import Diagnostics
import Facts
import Linux
import SystemPackage
import Testing

@testable import Probes

/// Settings of an application's process against its files, on recorded machines.
@Suite struct EnvironmentProbeTests {
  /// gunicorn as a service whose env file was written this many seconds ago, an hour after or before its start.
  private func server(
    file: String, writtenAgo seconds: Int, environment: [String: String]
  ) throws -> RecordedServer {
    var server = RecordedServer()
    server.machine.add(directory: "/srv/shop/media", uid: 1000, gid: 1000)
    server.machine.add("/srv/shop/.env", text: file)
    server.date("/srv/shop/.env", secondsAgo: seconds)
    server.machine.add("/proc/200/cgroup", text: "0::/system.slice/shop.service\n")
    server.machine.add(
      "/etc/systemd/system/shop.service",
      text: "[Service]\nUser=shop\nWorkingDirectory=/srv/shop\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi\n")
    try server.runGunicorn(environment)
    server.runShopNginx("alias /srv/shop/media/;")
    return server
  }

  @Test func theApplicationAndItsSettingsAreTold() async throws {
    let environment = ["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/", "DEBUG": "1"]
    let server = try server(file: "MEDIA_ROOT=/old\n", writtenAgo: 7200, environment: environment)
    let seen = await server.observations(of: EnvironmentProbe.self)
    let running = try #require(seen.values(AppRunning.self).first)
    #expect(running.program == "gunicorn" && running.pid == 200 && running.directory == "/srv/shop")
    #expect(running.listens == ["0.0.0.0:8000"] && running.umask == "22")
    let settings = seen.values(AppSetting.self)
    let root = try #require(settings.first { $0.name == "MEDIA_ROOT" })
    #expect(root.value == "/srv/shop/media" && root.source == "environment of gunicorn (pid 200)")
    #expect(root.over == ["/old (/srv/shop/.env:1)"])
    #expect(Set(settings.map(\.name)) == ["MEDIA_ROOT", "MEDIA_URL", "DEBUG"])
    #expect(seen.filter { $0.isOf(AppSetting.self) }.allSatisfy { $0.subject[.route] == "media" })
  }

  @Test func aSettingWrittenAfterTheStartIsStale() async throws {
    let server = try server(
      file: "MEDIA_URL=/media/\nMEDIA_ROOT=/srv/shop/media\nAWS_SECRET_ACCESS_KEY=new-key\n", writtenAgo: 60,
      environment: ["MEDIA_URL": "/media/", "MEDIA_ROOT": "/srv/old", "AWS_SECRET_ACCESS_KEY": "old-key"])
    let stale = await server.observations(of: EnvironmentProbe.self).values(AppSettingStale.self)
    #expect(stale.map(\.name) == ["AWS_SECRET_ACCESS_KEY", "MEDIA_ROOT"])
    #expect(stale.first?.running == "(secret)" && stale.first?.written == "(secret)")
    let root = try #require(stale.last)
    #expect(root.running == "/srv/old" && root.written == "/srv/shop/media" && root.file == "/srv/shop/.env:2")
    #expect(root.commands == ["systemctl daemon-reload && systemctl restart shop.service"] && root.pid == 200)
  }

  @Test func anOlderFileIsOverruledAndNotStale() async throws {
    let server = try server(
      file: "MEDIA_URL=/media/\nMEDIA_ROOT=/srv/shop/media\n", writtenAgo: 7200,
      environment: ["MEDIA_URL": "/media/", "MEDIA_ROOT": "/srv/old"])
    let seen = await server.observations(of: EnvironmentProbe.self)
    #expect(seen.values(AppSettingStale.self).isEmpty && seen.values(AppSettingMissing.self).isEmpty)
    #expect(seen.values(AppWriteFailed.self).isEmpty && seen.values(AppEnvironmentUnreadable.self).isEmpty)
    #expect(seen.values(AppRunning.self).count == 1)
  }

  @Test func settingsThatTheProcessLacksAreMissing() async throws {
    let server = try server(
      file: "MEDIA_URL=/media/\nSTORAGE_BACKEND=s3\nMEDIA_ROOT=/srv/shop/media\n", writtenAgo: 7200,
      environment: ["MEDIA_URL": "/media/"])
    let missing = try #require(
      await server.observations(of: EnvironmentProbe.self).values(AppSettingMissing.self).first)
    #expect(missing.names == ["MEDIA_ROOT", "STORAGE_BACKEND"] && missing.file == "/srv/shop/.env:3")
    #expect(missing.name == "MEDIA_ROOT" && missing.program == "gunicorn" && missing.pid == 200)
    #expect(
      missing.commands == [
        "sed -i --follow-symlinks '/^\\[Service\\]/a\\\nEnvironmentFile=/srv/shop/.env' /etc/systemd/system/shop.service",
        "systemctl daemon-reload && systemctl restart shop.service",
      ])
  }

  @Test func aFileThatTheApplicationReadsByItselfLacksNothing() async throws {
    let server = try server(
      file: "MEDIA_URL=/media/\nMEDIA_ROOT=/srv/shop/media\n", writtenAgo: 60, environment: ["LANG": "C.UTF-8"])
    let seen = await server.observations(of: EnvironmentProbe.self)
    #expect(seen.values(AppSettingMissing.self).isEmpty && seen.values(AppSettingStale.self).isEmpty)
    let root = seen.values(AppSetting.self).first { $0.name == "MEDIA_ROOT" }
    #expect(root?.source == "/srv/shop/.env:2")
  }

  @Test func anEnvironmentOfAnotherUserIsNotOurs() async throws {
    var server = try server(
      file: "MEDIA_ROOT=/srv/shop/media\n", writtenAgo: 60, environment: ["MEDIA_ROOT": "/srv/old"])
    server.machine.closedFiles = [Place("/proc/200/environ")]
    let seen = await server.observations(of: EnvironmentProbe.self)
    let unreadable = try #require(seen.values(AppEnvironmentUnreadable.self).first)
    #expect(unreadable.pid == 200 && unreadable.program == "gunicorn")
    #expect(seen.values(AppSettingStale.self).isEmpty && seen.values(AppSettingMissing.self).isEmpty)
  }

  @Test(arguments: [
    (
      "PermissionError: [Errno 13] Permission denied: '/srv/shop/media/2027/a.jpg'", AppWriteFailed.Errno.EACCES,
      "2027/a.jpg"
    ),
    ("OSError: [Errno 30] Read-only file system: '/srv/shop/media/b.jpg'", .EROFS, "b.jpg"),
    ("Error: EDQUOT: quota exceeded, open '/srv/shop/media/c.jpg'", .EDQUOT, "c.jpg"),
    ("OSError: [Errno 28] No space left on device", .ENOSPC, ""),
  ])
  func aFailedWriteInTheLogIsTold(line: String, errno: AppWriteFailed.Errno, file: String) async throws {
    var server = try server(file: "", writtenAgo: 7200, environment: ["MEDIA_ROOT": "/srv/shop/media"])
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/error.log")
    server.machine.add("/var/log/shop/error.log", text: "[200] [INFO] Booting worker\n\(line)\n")
    let seen = await server.observations(of: EnvironmentProbe.self)
    let failed = try #require(seen.values(AppWriteFailed.self).first)
    #expect(failed.errno == errno && failed.log == "/var/log/shop/error.log" && failed.line == line)
    #expect(failed.path == (file.isEmpty ? "/srv/shop/media" : "/srv/shop/media/\(file)"))
    #expect(seen.first { $0.isOf(AppWriteFailed.self) }?.subject[.route] == "media")
  }

  @Test func refusalsElsewhereAreNoFailedUploads() async throws {
    var server = try server(file: "", writtenAgo: 7200, environment: ["MEDIA_ROOT": "/srv/shop/media"])
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/error.log")
    server.machine.add(
      "/var/log/shop/error.log", text: "PermissionError: [Errno 13] Permission denied: '/root/.cache/pip'\n")
    #expect(await server.observations(of: EnvironmentProbe.self).values(AppWriteFailed.self).isEmpty)
  }

  @Test func settingsForWhichNothingRunsAreToldOfTheirFile() async throws {
    var server = RecordedServer()
    server.machine.add("/srv/shop/.env", text: "MEDIA_ROOT=/srv/shop/media\nLANG=C\n")
    server.machine.add(directory: "/srv/shop/media")
    server.runShopNginx("alias /srv/shop/media/;")
    let seen = await server.observations(of: EnvironmentProbe.self)
    #expect(seen.values(AppSetting.self).map(\.name) == ["MEDIA_ROOT"] && seen.values(AppRunning.self).isEmpty)
    #expect(seen.first?.subject[.file] == "/srv/shop/.env")
  }

  @Test func aContainerThatIsOlderThanItsComposeFileIsStale() async throws {
    var server = RecordedServer()
    server.machine.add(
      "/srv/shop/compose.yaml",
      text: "services:\n  app:\n    environment: {MEDIA_URL: /media/, STORAGE_BACKEND: local, MEDIA_ROOT: /data}\n")
    server.date("/srv/shop/compose.yaml", secondsAgo: 60)
    try server.runGunicorn(["MEDIA_ROOT": "/old", "MEDIA_URL": "/media/", "STORAGE_BACKEND": "local"])
    server.contain(200)
    let stale = await server.observations(of: EnvironmentProbe.self).values(AppSettingStale.self)
    #expect(stale.map(\.name) == ["MEDIA_ROOT"] && stale.first?.file == "/srv/shop/compose.yaml:3")
    #expect(stale.first?.commands == ["docker compose -f /srv/shop/compose.yaml up -d app"])
  }
}
