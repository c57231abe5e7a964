import Linux
import SystemPackage

/// Where a link that leads nowhere would find what belongs behind it: beside its old target, or where that would lie had the
/// site moved as a whole.
struct LinkSuccessor {
  let path: FilePath

  /// Nil where no such directory has the rest of the path that is walked.
  init?(_ link: Walk.Component, on walk: Walk, isRelease: Bool, scene: Scene) {
    guard let written = link.linkTarget else { return nil }
    let place = link.place
    let above = place.path.removingLastComponent()
    let target = (written.isAbsolute ? written : above.appending(written.components)).lexicallyNormalized()
    let depth =
      walk.place.path.starts(with: place.path) ? place.path.components.count : walk.place.path.components.count
    let rest = walk.place.path.components.dropFirst(depth)
    let found = (Self.moved(target, above) + (isRelease ? Self.beside(target, place, scene) : [])).first { candidate in
      !place.path.starts(with: candidate) && scene.machine.exists(place.at(candidate.appending(rest)))
    }
    guard let found else { return nil }
    path = found
  }

  /// The end of the target's path below the directories above the link, the longest end first.
  private static func moved(_ target: FilePath, _ above: FilePath) -> [FilePath] {
    var folders: [FilePath] = []
    var folder = above
    while !folder.components.isEmpty, folders.count < 4 {
      folders.append(folder)
      folder.removeLastComponent()
    }
    let parts = Array(target.components)
    return folders.flatMap { folder in
      (1...max(1, parts.count)).reversed().map { folder.appending(parts.suffix($0)) }
    }
  }

  /// What lies beside the target, the newest release first.
  private static func beside(_ target: FilePath, _ place: Place, _ scene: Scene) -> [FilePath] {
    let folder = target.removingLastComponent()
    let names = scene.machine.entries(of: place.at(folder), limit: 500) ?? []
    return names.sorted { $0.string > $1.string }.map { folder.appending($0) }
  }
}
