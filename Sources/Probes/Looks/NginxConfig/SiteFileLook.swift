import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Tells of site files that are not part of the configuration.
struct SiteFileLook {
  let sites: SiteFiles
  let recorder: Recorder

  private var instance: NginxInstance { sites.instance }
  private var scene: Scene { sites.scene }

  /// Files with server blocks beside the included ones: in sites-available, conf.d and sites-enabled.
  func record() {
    let included = sites.included
    var told: Set<UInt64> = []
    for name in ["sites-enabled", "conf.d", "sites-available", "vhosts.d", "http.d"] {
      let directory = sites.folder.appending(name)
      for entry in sites.names(in: directory) {
        let place = sites.place(directory.appending(entry))
        guard let status = scene.machine.file(at: place, followingLinks: false) else { continue }
        let target = scene.machine.file(at: place)
        if status.kind == .symlink, target == nil {
          recordDangling(place)
        } else if let target, target.kind == .regular, !included.contains(target.inode),
          told.insert(target.inode).inserted
        {
          recordUnmatched(place, name)
        }
      }
    }
  }

  private func recordDangling(_ link: Place) {
    guard let target = scene.machine.target(of: link) else { return }
    let meant = sites.meant(by: link.path.removingLastComponent().pushing(target).lexicallyNormalized())
    let names = meant.map { sites.serverNames(sites.place($0)) } ?? []
    let enable = meant.map {
      "ln -sfn \($0.shellQuoted) \(link.reachable.shellQuoted) && \(instance.reloadCommand)"
    }
    recorder.record(
      SiteNotIncluded(
        enable: enable.map { [$0] } ?? [], file: meant?.shown ?? target.shown, link: link.path.shown, names: names,
        reason: .danglingLink), of: subject(names),
      "\(link.path.shown) is a link to \(target.shown), which is not there" + (meant.map { "; \($0.shown) is" } ?? ""))
  }

  private func recordUnmatched(_ place: Place, _ directory: String) {
    let names = sites.serverNames(place)
    guard let file = place.path.lastComponent?.string, !names.isEmpty, !file.hasSuffix("~"),
      !SiteFiles.setAside.contains(place.path.extension ?? "")
    else { return }
    if directory == "sites-available", file == "default" { return }
    let isLinkable = directory == "sites-available"
    let enabled = sites.folder.appending("sites-enabled").appending(file)
    let command =
      isLinkable
      ? "ln -sfn \(place.path.shellQuoted) \(enabled.string.shellQuoted)"
      : "mv \(place.path.shellQuoted) \((place.path.string + ".conf").shellQuoted)"
    recorder.record(
      SiteNotIncluded(
        enable: ["\(command) && \(instance.reloadCommand)"], file: place.path.shown, link: enabled.shown,
        names: names, reason: isLinkable ? .noLink : .notMatched), of: subject(names),
      "\(place.path.shown) defines \(names.joined(separator: ", ")) and is not part of the configuration"
        + (isLinkable
          ? ": no link in \(sites.folder.appending("sites-enabled").shown)" : ": no include pattern matches its name"))
  }

  /// The case whose host the file's servers name; none where it names none that is asked for.
  private func subject(_ names: [String]) -> Subject {
    let asked = scene.cases.first { names.contains(CaseDiscovery.authority(of: $0.url).host) }
    return asked?.subject ?? [.file: names.joined(separator: " ")]
  }
}
