import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Looks for a file that is not where nginx looks: beside it under almost the same name, or in another known directory.
struct PathSearch {
  let examined: Case
  /// Where nginx looks.
  let place: Place
  let missing: Walk
  let scene: Scene
  let recorder: Recorder

  func search() {
    let parent = place.path.removingLastComponent()
    let names = scene.machine.entries(of: place.at(parent), limit: 20_000) ?? []
    let end = missing.components.last?.place.path ?? "/"
    let root = scene.route(examined.route)?.readerRoot
    recorder.record(
      PathMissing(
        component: end.shown, isParentPresent: end == parent, path: place.path.shown,
        rootState: state(of: root), siblings: names.count), of: examined.subject,
      end == parent
        ? "\(place.path.shown) does not exist; its directory holds \(names.count) other entries"
        : "\(place.path.shown) does not exist; the way ends at \(end.shown)")
    if CoveredFile(place, missing: missing, scene: scene)?.record(of: examined.subject, into: recorder) != nil {
      return
    }
    if nearMatch() { return }
    elsewhere()
  }

  private func state(of root: Place?) -> PathMissing.RootState {
    guard let root else { return .unknown }
    do throws(Errno) {
      return try scene.machine.names(in: root, limit: 2).isEmpty ? .empty : .filled
    } catch {
      return error == .noSuchFileOrDirectory ? .absent : .unknown
    }
  }

  /// Follows the path component by component, taking the one entry that is almost the wanted one where it is missing.
  private func nearMatch() -> Bool {
    var current = FilePath("/")
    var renamed = FilePath("/")
    var kind: NearName.Kind?
    var cure: [String] = []
    var rest = Array(place.path.components)[...]
    while let component = rest.popFirst() {
      let next = current.appending(component)
      if scene.machine.file(at: place.at(next), followingLinks: false) != nil {
        current = next
        renamed.append(component)
        continue
      }
      guard let near = near(to: component, before: rest, in: current) else { return false }
      let folder = renamed
      kind = kind ?? near.kind
      current.append(near.name)
      renamed.append(component)
      if near.kind == .backslash {
        for below in rest { renamed.append(below) }
        rest = []
        cure.append("mkdir -p \(place.at(renamed.removingLastComponent()).reachable.shellQuoted)")
      }
      let (from, to) = (place.at(folder.appending(near.name)), place.at(renamed))
      cure.append("mv \(from.reachable.shellQuoted) \(to.reachable.shellQuoted)")
    }
    guard let kind else { return false }
    recorder.record(
      PathNearMatch(
        cure: cure, found: current.shown, kind: .init(kind), path: place.path.shown),
      of: examined.subject,
      "\(place.path.shown) does not exist, but \(current.shown) does: the names differ by \(kind.words)")
    return true
  }

  /// The entry of a directory that is almost the wanted one, or the rest of the path with other separators as one name.
  private func near(
    to component: FilePath.Component, before rest: ArraySlice<FilePath.Component>, in folder: FilePath
  ) -> (name: FilePath.Component, kind: NearName.Kind)? {
    let names = scene.machine.entries(of: place.at(folder), limit: 20_000) ?? []
    let wanted = FilePath(root: nil, [component]).bytes
    let joined = ([component] + rest).map { FilePath(root: nil, [$0]).bytes }.joined(separator: [UInt8(ascii: "\\")])
    for name in names {
      let bytes = FilePath(root: nil, [name]).bytes
      if let kind = NearName.kind(of: bytes, wanted: wanted) { return (name, kind) }
      if !rest.isEmpty, bytes == Array(joined) { return (name, .backslash) }
    }
    return nil
  }

  /// The same relative path in every other directory that is known to hold the site's files.
  private func elsewhere() {
    let roots = KnownRoots(scene: scene).roots(for: examined)
    let tails = KnownRoots.tails(of: place.path, url: examined.url, prefix: scene.route(examined.route)?.prefix)
    for root in roots {
      for tail in tails where !tail.isEmpty {
        let candidate = root.place.at(root.place.path.appending(tail))
        guard candidate != place, let status = scene.machine.file(at: candidate), status.kind == .regular else {
          continue
        }
        if let own = scene.machine.file(at: place), own.isSame(as: status) { continue }
        recorder.record(
          PathFoundElsewhere(
            found: candidate.path.shown, knownAs: root.kind,
            path: place.path.shown, root: root.place.path.shown, source: root.words), of: examined.subject,
          "\(place.path.shown) is not there; \(candidate.path.shown) is, under \(root.words)")
        return
      }
    }
  }
}

extension PathNearMatch.Kind {
  fileprivate init(_ kind: NearName.Kind) {
    self =
      switch kind {
      case .case: .case
      case .unicode: .unicode
      case .encoding: .encoding
      case .backslash: .backslash
      case .plusForSpace: .plusSpace
      }
  }
}
