import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// The files with server blocks beside one nginx's configuration, included or not.
struct SiteFiles {
  let instance: NginxInstance
  let scene: Scene

  static let setAside: Set<String> = [
    "bak", "old", "orig", "save", "swp", "disabled", "off", "example", "sample", "dpkg-old", "dpkg-dist", "rpmsave",
  ]

  /// The directory of the main file.
  var folder: FilePath { FilePath(instance.configuration.file).removingLastComponent() }

  func place(_ path: FilePath) -> Place { Place(path, in: instance.view) }

  func names(in folder: FilePath) -> [String] {
    (scene.machine.entries(of: place(folder), limit: 500) ?? []).map(\.string).sorted()
  }

  /// The inodes of the files that are included.
  var included: Set<UInt64> {
    Set(instance.configuration.files.compactMap { scene.machine.file(at: place(FilePath($0))) }.map(\.inode))
  }

  /// The names of the servers that a file defines, read on its own.
  func serverNames(_ place: Place) -> [String] {
    guard let text = scene.machine.text(place), text.contains("server") else { return [] }
    let wrapped = WrappedFile(inner: place, machine: scene.machine)
    let configuration = Configuration.load(
      file: WrappedFile.outer, prefix: instance.configuration.prefix, files: wrapped, build: instance.build)
    return configuration.servers.flatMap { $0.names.isEmpty ? ["_"] : $0.names }
  }

  /// The files of a directory that define servers and are neither included nor set aside.
  private func unused(in folder: FilePath) -> [FilePath] {
    let known = included
    return names(in: folder).filter { $0 != "default" && !$0.hasSuffix("~") }.map { folder.appending($0) }.filter {
      path in
      guard !Self.setAside.contains(path.extension ?? ""), let status = scene.machine.file(at: place(path)) else {
        return false
      }
      return status.kind == .regular && !known.contains(status.inode) && !serverNames(place(path)).isEmpty
    }
  }

  /// The hosts of the examined URLs.
  private var hosts: Set<String> { Set(scene.cases.map { CaseDiscovery.authority(of: $0.url).host }) }

  /// The file that a link which leads nowhere was meant to lead to: of a like name, else the only one for an examined host.
  func meant(by target: FilePath) -> FilePath? {
    let name = target.lastComponent?.string ?? ""
    let folders = [target.removingLastComponent(), folder.appending("sites-available")]
    var seen: Set<String> = []
    let unused = folders.filter { seen.insert($0.string).inserted }.flatMap(unused)
    let like = unused.first { path in
      let other = path.lastComponent?.string ?? ""
      return other != name && (other.hasPrefix(name) || name.hasPrefix(other) || NearName.isLike(other, name))
    }
    if let like { return like }
    let asked = hosts
    let fitting = unused.filter { !asked.isDisjoint(with: serverNames(place($0))) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// What an include pattern matches and nginx cannot read: a directory, or a link that leads nowhere; and what mends it.
  var obstacle: (place: Place, commands: [String])? {
    for include in instance.configuration.includes where include.pattern.contains("*") {
      for path in Glob(machine: scene.machine, view: instance.view).matches(include.pattern) {
        let link = place(FilePath(bytes: ByteText.bytes(path)))
        guard let target = scene.machine.target(of: link) else { continue }
        guard let status = scene.machine.file(at: link) else {
          return (link, relinking(link, link.path.removingLastComponent().pushing(target).lexicallyNormalized()))
        }
        if status.kind == .directory {
          return (link, linkingFiles(of: link, link.path.removingLastComponent().pushing(target).lexicallyNormalized()))
        }
      }
    }
    return nil
  }

  private func relinking(_ link: Place, _ target: FilePath) -> [String] {
    let reachable = link.reachable.shellQuoted
    if let meant = meant(by: target), loads(AlteredFiles(base: base, links: [link.path.string: meant.string])) {
      return ["ln -sfn \(meant.shellQuoted) \(reachable) && \(instance.reloadCommand)"]
    }
    return ["rm \(reachable) && \(instance.reloadCommand)"]
  }

  /// Links to the files in the place of the link to their directory: all of them, or else those for the examined hosts.
  private func linkingFiles(of link: Place, _ target: FilePath) -> [String] {
    let parent = link.path.removingLastComponent()
    let all = unused(in: target)
    let asked = hosts
    for files in [all, all.filter { !asked.isDisjoint(with: serverNames(place($0))) }] where !files.isEmpty {
      let links = Dictionary(
        files.map { (parent.appending($0.lastComponent?.string ?? "").string, $0.string) }, uniquingKeysWith: { $1 })
      guard loads(AlteredFiles(base: base, removed: [link.path.string], links: links)) else { continue }
      let folder = link.reachable.removingLastComponent().shellQuoted
      let sources = files.map(\.shellQuoted).joined(separator: " ")
      return ["rm \(link.reachable.shellQuoted) && ln -s \(sources) \(folder)/ && \(instance.reloadCommand)"]
    }
    return ["rm \(link.reachable.shellQuoted) && \(instance.reloadCommand)"]
  }

  private var base: MachineConfigurationFiles {
    MachineConfigurationFiles(machine: scene.machine, view: instance.view, reader: instance.master?.identity)
  }

  private func loads(_ files: AlteredFiles) -> Bool {
    Configuration.load(
      file: instance.configuration.file, prefix: instance.configuration.prefix, files: files, build: instance.build
    ).firstEmergency == nil
  }
}

/// One site file as the http block of a configuration of its own.
private struct WrappedFile: ConfigurationFiles {
  static let outer = "/servedoctor-site.conf"
  let inner: Place
  let machine: any Machine

  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
    if path == Self.outer {
      return .success(Array("events {}\nhttp { include \(inner.path.string); }\n".utf8))
    }
    return MachineConfigurationFiles(machine: machine, view: inner.view).read(
      path, namedBy: file == Self.outer ? nil : file)
  }

  func glob(_ pattern: String, namedBy file: String?) -> [String] {
    MachineConfigurationFiles(machine: machine, view: inner.view).glob(
      pattern, namedBy: file == Self.outer ? nil : file)
  }
}
