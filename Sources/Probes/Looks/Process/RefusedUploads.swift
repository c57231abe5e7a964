import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Uploads that were answered 413, against the limits of nginx and of the application.
struct RefusedUploads {
  let scene: Scene
  let recorder: Recorder

  func record() {
    let refused = AccessLogs(scene: scene).requests().filter {
      $0.status == 413 && ["POST", "PUT", "PATCH"].contains($0.method)
    }
    recordCut()
    for application in scene.applications {
      guard let setting = application.setting(.uploadLimit) ?? application.codeLimit,
        let limit = setting.byteCount
      else { continue }
      let since = refused.filter { ($0.time ?? 0) >= application.lead.started }
      for path in Set(since.map(\.path)).sorted() {
        record(path, since.filter { $0.path == path }, application, setting, limit)
      }
    }
  }

  private func record(
    _ path: String, _ refused: [LoggedRequest], _ application: Application, _ setting: Setting, _ limit: Int
  ) {
    let routes = scene.routes(of: application)
    let bases = Set(routes.map(\.base) + scene.cases.filter { $0.method == "POST" }.map { $0.address.origin })
    for base in bases.sorted() {
      guard
        let number = routes.first(where: { $0.base == base })?.nginx
          ?? scene.cases.first(where: { $0.url.hasPrefix(base) })?.nginx,
        let (allowed, target) = answer(base + path, number), let upstream = target, isAnswering(application, upstream),
        limit < allowed, !isLogged(path)
      else { continue }
      let count = refused.count { isOfPresentLimits($0, scene.nginx[number]) }
      guard count > 0 else { continue }
      let examined = scene.cases.first {
        $0.address.origin == base && URLPath.prefix(of: $0.url).dropLast() == path
      }
      let route = routes.first { $0.kind == .media && $0.base == base }?.id
      recorder.record(
        UploadRefused(
          appLimit: limit, commands: raising(setting, to: allowed, application), count: count, nginxLimit: allowed,
          setting: setting.name, source: setting.source, url: base + path),
        of: examined?.subject ?? route.map { [.route: $0] } ?? [.url: base + path],
        "\(count) uploads to \(path) were answered 413 since \(application.program) started; nginx lets \(shownBytes(allowed)) through there and logged no refusal, the application stops at \(shownBytes(limit)) (\(setting.name), \(setting.source))"
      )
    }
  }

  /// Uploads to PHP that its scripts turned down with their own words: PHP drops a file that is too big, tells the
  /// script so, and leaves the status to it (php.net/manual/en/features.file-upload.errors.php).
  private func recordCut() {
    for examined in scene.cases where examined.method == "POST" && examined.origin == .upload {
      guard let number = examined.nginx, let (allowed, target) = answer(examined.url, number),
        let application = scene.applications.first(where: { own in
          own.program == "php-fpm" && target?.addresses.contains { own.listens(at: $0) } == true
        }), let setting = application.codeLimit, let limit = setting.byteCount,
        limit < allowed
      else { continue }
      let path = URLPath.prefix(of: examined.url).dropLast()
      let count = AccessLogs(scene: scene).requests().count {
        $0.method == "POST" && ($0.path == path || path.isEmpty && $0.path == "/")
          && [400, 413, 422].contains($0.status)
          && ($0.time ?? 0) >= application.lead.started
      }
      guard count > 0 else { continue }
      recorder.record(
        UploadTurnedDown(
          appLimit: limit, commands: raising(setting, to: allowed, application), count: count, nginxLimit: allowed,
          setting: setting.name, source: setting.source, url: examined.url), of: examined.subject,
        "\(count) uploads to \(examined.url) were turned down by the script; PHP takes files up to \(shownBytes(limit)) (\(setting.name), \(setting.source)), nginx lets \(shownBytes(allowed)) through"
      )
    }
  }

  /// A pool of php-fpm stands beside others, idle ones too: it answers only what is handed to its own address.
  private func isAnswering(_ application: Application, _ upstream: UpstreamTarget) -> Bool {
    application.program != "php-fpm" || upstream.addresses.contains { application.listens(at: $0) }
  }

  /// The body size that nginx lets through, and what it hands the request to.
  private func answer(_ url: String, _ number: Int) -> (Int, UpstreamTarget?)? {
    let instance = scene.nginx[number]
    guard var request = try? Request(url: url) else { return nil }
    request.method = "POST"
    let tree = MachineTree(
      machine: scene.machine, view: instance.view, identity: instance.worker, mounts: scene.mounts(instance.view))
    let answer = Resolver(instance.configuration).resolve(request, in: tree)
    return answer.maxBodySize.map { ($0, answer.upstream) }
  }

  private func isLogged(_ path: String) -> Bool {
    scene.earlier.all(LogTooLarge.self).contains { seen in
      [" ", "?"].contains { end in seen.value.line.contains(" \(path)\(end)") }
    }
  }

  /// Whether nginx already had the limits that it has now; the second of a reload may belong to either side.
  private func isOfPresentLimits(_ request: LoggedRequest, _ instance: NginxInstance) -> Bool {
    guard let loaded = instance.loadedAt, loaded != instance.master?.started else { return true }
    return (request.time ?? 0) > loaded
  }

  /// The limit raised to nginx's, in the unit that the setting has.
  private func raising(_ setting: Setting, to bytes: Int, _ application: Application) -> [String] {
    if setting.name == "upload_max_filesize" || setting.name == "post_max_size" {
      return PHPLimit(application: application, scene: scene).raising(to: bytes)
    }
    let isMegabytes = setting.name.uppercased().hasSuffix("MB")
    let value = isMegabytes ? String(bytes >> 20) : String(bytes)
    let named = application.layers.written([setting.name])
    guard let written = setting.file == nil ? named ?? application.written(.uploadLimit) : setting,
      let edit = SettingEdit(setting: written, value: value).command(on: scene.machine)
    else { return [] }
    var restart = Restart(application: application, scene: scene)
    if application.environment?[setting.name] != nil { restart.entries = [(setting.name, value)] }
    let again = restart.commands()
    return again.isEmpty ? [] : [edit] + again
  }
}
