import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Links of a shared volume that lead into one container's image.
extension RouteMounts {
  /// Links in the shared directory itself whose targets only the writer has.
  func recordLinks(below reader: Place, _ writer: Place) {
    let names = scene.machine.entries(of: reader, limit: 200) ?? []
    for name in names.sorted(by: { $0.string < $1.string }) {
      let link = reader.at(reader.path.appending(name))
      if recordLink(link, writer.at(writer.path.appending(name))) { return }
    }
  }

  /// The link on the way from the shared mount to the reader's directory.
  func recordLink(on reader: Place, _ writer: Place, below shared: FilePath, _ point: FilePath) {
    let tail = reader.path.components.dropFirst(shared.components.count)
    for count in 1...max(1, tail.count) {
      let part = tail.prefix(count)
      if recordLink(reader.at(shared.appending(part)), writer.at(point.appending(part))) { return }
    }
  }

  /// Tells of a link that leads the reader nowhere and the writer to files.
  private func recordLink(_ link: Place, _ counterpart: Place) -> Bool {
    guard let own = scene.machine.file(at: link, followingLinks: false), own.kind == .symlink,
      let target = scene.machine.target(of: link), !scene.machine.exists(link),
      let there = scene.machine.file(at: counterpart), there.kind != .symlink
    else { return false }
    recorder.record(
      MountLinkIntoImage(link: link.path.shown, target: target.shown), of: subject,
      "\(link.path.shown) on the shared volume is a link to \(target.shown), which the application's container has and nginx's has not"
    )
    return true
  }
}
