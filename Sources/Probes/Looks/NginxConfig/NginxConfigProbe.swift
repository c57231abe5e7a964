import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Whether the configuration parses, and which site files it leaves out.
public struct NginxConfigProbe: Probe {
  public static var id: String { "nginx-config" }
  public static var summary: String { "Whether the configuration parses, and which site files it leaves out." }
  public static var needs: String { "the right to read nginx's configuration files" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      validity(instance, scene, recorder)
      leftOut(instance, scene, recorder)
    }
  }

  private func validity(_ instance: NginxInstance, _ scene: Scene, _ recorder: Recorder) {
    let configuration = instance.configuration
    guard let problem = configuration.firstEmergency else {
      recorder.record(
        "config.valid", by: Self.id, of: [:],
        "\(configuration.file) and its \(configuration.files.count - 1) included files parse: \(configuration.servers.count) servers",
        ["file": .string(configuration.file), "servers": .int(configuration.servers.count)])
      return
    }
    if problem.message.contains("13: Permission denied") {
      recorder.record(
        "config.unreadable", by: Self.id, of: [:], "The configuration cannot be read from here: \(problem.message)",
        ["file": .string(problem.position?.file ?? configuration.file), "errno": "EACCES"])
      return
    }
    let place = problem.position.map { "\($0)" } ?? configuration.file
    let obstacle = obstacle(instance, scene)
    recorder.record(
      "config.invalid", by: Self.id, of: [:],
      "nginx refuses the configuration at \(place): \(problem.message)"
        + (obstacle.map { " (\($0.place.path.shown))" } ?? ""),
      [
        "file": .string(problem.position?.file ?? configuration.file), "line": Value(problem.position?.line),
        "message": .string(problem.message), "path": Value(obstacle?.place.path.shown),
        "commands": Value(obstacle?.commands ?? []),
      ])
  }

  /// What an include pattern matches and nginx cannot read: a directory, or a link that leads nowhere; and what mends it.
  private func obstacle(_ instance: NginxInstance, _ scene: Scene) -> (place: Place, commands: [String])? {
    for include in instance.configuration.includes where include.pattern.contains("*") {
      for path in Glob(machine: scene.machine, view: instance.view).matches(include.pattern) {
        let place = Place(FilePath(bytes: ByteText.bytes(path)), in: instance.view)
        guard let target = try? scene.machine.linkTarget(place) else { continue }
        let reachable = place.reachable
        guard let status = try? scene.machine.status(place) else {
          return (place, ["rm \(reachable.shellQuoted) && \(instance.reloadCommand)"])
        }
        guard status.kind == .directory else { continue }
        let folder = reachable.removingLastComponent().shellQuoted
        return (
          place,
          ["rm \(reachable.shellQuoted) && ln -s \(target.shellQuoted)/* \(folder)/ && \(instance.reloadCommand)"]
        )
      }
    }
    return nil
  }

  /// Files with server blocks beside the included ones: in sites-available, conf.d and sites-enabled.
  private func leftOut(_ instance: NginxInstance, _ scene: Scene, _ recorder: Recorder) {
    let folder = FilePath(instance.configuration.file).removingLastComponent()
    let included = Set(
      instance.configuration.files.compactMap { try? scene.machine.status(Place(FilePath($0), in: instance.view)) }.map(
        \.inode))
    var told: Set<UInt64> = []
    for name in ["sites-enabled", "conf.d", "sites-available", "vhosts.d", "http.d"] {
      let directory = Place(folder.appending(name), in: instance.view)
      for entry in ((try? scene.machine.names(in: directory, limit: 500)) ?? []).sorted(by: { $0.string < $1.string }) {
        let place = directory.appending(entry.string)
        guard let status = try? scene.machine.status(place, followingLinks: false) else { continue }
        let target = try? scene.machine.status(place)
        if status.kind == .symlink, target == nil {
          dangling(place, folder, instance, scene, recorder)
        } else if let target, target.kind == .regular, !included.contains(target.inode),
          told.insert(target.inode).inserted
        {
          unmatched(place, name, folder, instance, scene, recorder)
        }
      }
    }
  }

  private func dangling(
    _ link: Place, _ folder: FilePath, _ instance: NginxInstance, _ scene: Scene, _ recorder: Recorder
  ) {
    guard let target = try? scene.machine.linkTarget(link), let name = link.path.lastComponent?.string else { return }
    let available = folder.appending("sites-available")
    let near = ((try? scene.machine.names(in: Place(available, in: instance.view), limit: 500)) ?? []).map(\.string)
      .first { $0 != name && ($0.hasPrefix(name) || name.hasPrefix($0)) }
    let meant = near.map { available.appending($0) }
    let names = meant.map { serverNames(Place($0, in: instance.view), instance, scene) } ?? []
    var enable: [Value] = []
    if let meant {
      let base = link.reachable.removingLastComponent()
      enable = [
        .string(
          "ln -sfn \(meant.string.shellQuoted) \(base.appending(name).string.shellQuoted) && \(instance.reloadCommand)")
      ]
    }
    recorder.record(
      "site.not-included", by: Self.id, of: subject(names, scene),
      "\(link.path.shown) is a link to \(target.shown), which is not there" + (meant.map { "; \($0.shown) is" } ?? ""),
      [
        "file": .string(meant?.shown ?? target.shown), "reason": "dangling-link", "names": Value(names),
        "link": .string(link.path.shown), "enable": .list(enable),
      ])
  }

  private func unmatched(
    _ place: Place, _ directory: String, _ folder: FilePath, _ instance: NginxInstance, _ scene: Scene,
    _ recorder: Recorder
  ) {
    let names = serverNames(place, instance, scene)
    guard let file = place.path.lastComponent?.string, !names.isEmpty, !file.hasSuffix("~"),
      ![
        "bak", "old", "orig", "save", "swp", "disabled", "off", "example", "sample", "dpkg-old", "dpkg-dist", "rpmsave",
      ].contains(place.path.extension ?? "")
    else { return }
    if directory == "sites-available", file == "default" { return }
    let isLinkable = directory == "sites-available"
    let enabled = folder.appending("sites-enabled").appending(file)
    let command =
      isLinkable
      ? "ln -s \(place.path.shellQuoted) \(enabled.string.shellQuoted)"
      : "mv \(place.path.shellQuoted) \((place.path.string + ".conf").shellQuoted)"
    recorder.record(
      "site.not-included", by: Self.id, of: subject(names, scene),
      "\(place.path.shown) defines \(names.joined(separator: ", ")) and is not part of the configuration"
        + (isLinkable
          ? ": no link in \(folder.appending("sites-enabled").shown)" : ": no include pattern matches its name"),
      [
        "file": .string(place.path.shown), "reason": isLinkable ? "no-link" : "not-matched", "names": Value(names),
        "link": .string(enabled.shown), "enable": .list([.string("\(command) && \(instance.reloadCommand)")]),
      ])
  }

  /// The names of the servers that a file defines, read on its own.
  private func serverNames(_ place: Place, _ instance: NginxInstance, _ scene: Scene) -> [String] {
    guard let text = scene.machine.text(place), text.contains("server") else { return [] }
    let wrapped = WrappedFile(inner: place, machine: scene.machine)
    let configuration = Configuration.load(
      file: WrappedFile.outer, prefix: instance.configuration.prefix, files: wrapped, build: instance.build)
    return configuration.servers.flatMap { $0.names.isEmpty ? ["_"] : $0.names }
  }

  /// The cases whose host the file's servers name; all of them where it names none that is asked for.
  private func subject(_ names: [String], _ scene: Scene) -> Subject {
    let asked = scene.cases.first { names.contains(CaseDiscovery.authority(of: $0.url).host) }
    return asked?.subject ?? [.file: names.joined(separator: " ")]
  }
}

/// One site file as the http block of a configuration of its own.
private struct WrappedFile: ConfigurationFiles {
  static let outer = "/servedoctor-site.conf"
  let inner: Place
  let machine: any Machine

  func read(_ path: String) -> Result<[UInt8], ReadProblem> {
    if path == Self.outer {
      return .success(Array("events {}\nhttp { include \(inner.path.string); }\n".utf8))
    }
    return MachineConfigurationFiles(machine: machine, view: inner.view).read(path)
  }

  func glob(_ pattern: String) -> [String] {
    MachineConfigurationFiles(machine: machine, view: inner.view).glob(pattern)
  }
}
