import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

extension WriterLook {
  /// Whether the application's directory and nginx's are one, and which files are missing in the latter.
  func recordRoots() {
    guard let writer = route.writerRoot, let reader = route.readerRoot, !isRemote, route.handler == "nginx-file" else {
      return
    }
    guard let written = scene.machine.file(at: writer) else { return }
    if let read = scene.machine.file(at: reader), read.isSame(as: written) {
      return record(
        RootsSame(reader: reader.path.shown, writer: writer.path.shown),
        "\(writer.path.shown) of the application and \(reader.path.shown) of nginx are one directory")
    }
    guard writer.view == reader.view else { return }
    let files = Listing.of(writer, on: scene.machine, limit: 1500).files.sorted {
      $0.status.modified > $1.status.modified
    }.prefix(200)
    let missing = files.filter { !scene.machine.exists(reader.at(reader.path.appending($0.relative.components))) }
    guard let example = missing.first else { return }
    let change = redirecting(to: writer)
    record(
      RootsDiffer(
        commands: change?.commands, example: example.relative.shown, file: change?.position?.file,
        line: change?.position?.line, missing: missing.count, reader: reader.path.shown,
        setting: route.rootSetting?.name, source: route.rootSetting?.source, writer: writer.path.shown),
      "The application stores files in \(writer.path.shown) (\(route.rootSetting?.name ?? "")), nginx serves \(reader.path.shown): \(missing.count) of \(files.count) files are missing there, \(example.relative.shown) among them"
    )
  }

  /// The change of nginx's directive that leads to the application's directory.
  private func redirecting(to writer: Place) -> ConfigurationChange? {
    guard let number = route.nginx else { return nil }
    let instance = scene.nginx[number]
    let location = instance.configuration.servers.flatMap(\.locations).first { $0.pattern.text == route.prefix }
    guard let directive = location?.settings.documentRoot, directive.name == "alias",
      let old = directive.arguments.first, scene.gate.mayServe(writer.path),
      CommandGate.isReadAsItStands(writer.path),
      location?.directive.block?.contains(where: { $0.id == directive.id }) == true
    else { return nil }
    let new = writer.path.string + (old.hasSuffix("/") ? "/" : "")
    let file = Place(FilePath(directive.position.file), in: instance.view).reachable
    let edit = SedScript.replacing(old, by: new, atTheEndOf: directive).command(on: file)
    return ConfigurationChange(position: directive.position, commands: ["\(edit) && \(instance.reloadCommand)"])
  }

  private func isNamed(_ host: String, in instance: NginxInstance) -> Bool {
    host == "localhost" || instance.configuration.servers.contains { $0.names.contains(host) }
  }

  /// Whether the prefix that the application emits is served, or another one in its place.
  func recordURL() {
    guard let setting = route.urlSetting, let root = route.writerRoot, let number = route.nginx,
      route.handler != "nginx-file"
    else { return }
    let instance = scene.nginx[number]
    let server = instance.configuration.servers.first {
      $0.names.contains(CaseDiscovery.authority(of: route.base).host)
    }
    if setting.value.contains("//"), !isNamed(CaseDiscovery.authority(of: setting.value).host, in: instance) { return }
    let locations = (server.map { [$0] } ?? instance.configuration.servers).flatMap(\.locations).filter { location in
      !location.pattern.isRegex && location.pattern.text != "/" && location.pattern.text != route.prefix
        && location.effective("internal").isEmpty
    }
    let serving = locations.first { location in
      guard location.handler == .file, let directive = location.settings.documentRoot,
        let path = directive.arguments.first
      else { return false }
      let folder =
        directive.name == "alias"
        ? FilePath(path) : FilePath(path).appending(FilePath(location.pattern.text).components)
      return folder == root.path
    }
    guard let serving else { return }
    let file = Place(FilePath(serving.position.file), in: instance.view).reachable
    let edit = SedScript.substitute(
      #"\(location[[:blank:]][=^~[:blank:]]*\)\#(serving.pattern.text)\($\|[[:blank:]{]\)"#,
      by: #"\1\#(route.prefix)\2"#, on: .number(serving.position.line))
    record(
      URLUnserved(
        commands: ["\(edit.command(on: file)) && \(instance.reloadCommand)"], file: serving.position.file,
        line: serving.position.line, root: root.path.shown, served: serving.pattern.text, setting: setting.name,
        source: setting.source, value: setting.value),
      "The application emits URLs below \(route.prefix) (\(setting.name), \(setting.source)); nginx serves \(root.path.shown) below \(serving.pattern.text)"
    )
  }
}
