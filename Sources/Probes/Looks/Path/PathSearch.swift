import Diagnostics
import Linux
import Nginx
import SystemPackage

/// Looks for a file that is not where nginx looks: beside it under almost the same name, or in another known directory.
struct PathSearch {
  let one: Case
  /// Where nginx looks.
  let place: Place
  let missing: Walk
  let scene: Scene
  let recorder: Recorder

  func search() {
    let parent = place.path.removingLastComponent()
    let names = (try? scene.machine.names(in: place.at(parent), limit: 20_000)) ?? []
    let end = missing.components.last?.place.path ?? "/"
    let root = scene.route(one.route)?.readerRoot
    recorder.record(
      "path.missing", by: PathProbe.id, of: one.subject,
      end == parent
        ? "\(place.path.shown) does not exist; its directory holds \(names.count) other entries"
        : "\(place.path.shown) does not exist; the way ends at \(end.shown)",
      [
        "path": .string(place.path.shown), "component": .string(end.shown), "root_state": .string(state(of: root)),
        "siblings": .int(names.count), "is_parent_present": .bool(end == parent),
      ])
    if CoveredFile(place, missing: missing, scene: scene)?.record(of: one.subject, into: recorder) != nil { return }
    if nearMatch() { return }
    elsewhere()
  }

  private func state(of root: Place?) -> String {
    guard let root else { return "unknown" }
    do throws(Errno) {
      return try scene.machine.names(in: root, limit: 2).isEmpty ? "empty" : "filled"
    } catch {
      return error == .noSuchFileOrDirectory ? "absent" : "unknown"
    }
  }

  /// Follows the path component by component, taking the one entry that is almost the wanted one where it is missing.
  private func nearMatch() -> Bool {
    var current = FilePath("/")
    var kind: NearName.Kind?
    for component in place.path.components {
      let next = current.appending(component)
      if (try? scene.machine.status(place.at(next), followingLinks: false)) != nil {
        current = next
        continue
      }
      let names = (try? scene.machine.names(in: place.at(current), limit: 20_000)) ?? []
      let near = names.lazy.compactMap { name in
        NearName.kind(of: FilePath(root: nil, [name]).bytes, wanted: FilePath(root: nil, [component]).bytes).map {
          (name, $0)
        }
      }.first
      guard let near else { return false }
      kind = kind ?? near.1
      current.append(near.0)
    }
    guard let kind else { return false }
    let (from, to) = (place.at(current).reachable.shellQuoted, place.reachable.shellQuoted)
    recorder.record(
      "path.near-match", by: PathProbe.id, of: one.subject,
      "\(place.path.shown) does not exist, but \(current.shown) does: the names differ by \(kind.words)",
      [
        "path": .string(place.path.shown), "found": .string(current.shown), "kind": .string(kind.rawValue),
        "cure": Value(["mv \(from) \(to)"]),
      ])
    return true
  }

  /// The same relative path in every other directory that is known to hold the site's files.
  private func elsewhere() {
    let roots = KnownRoots(scene: scene).roots(for: one)
    let tails = KnownRoots.tails(of: place.path, url: one.url, prefix: scene.route(one.route)?.prefix)
    for root in roots {
      for tail in tails where !tail.isEmpty {
        let candidate = root.place.at(root.place.path.appending(tail))
        guard candidate != place, let status = try? scene.machine.status(candidate), status.kind == .regular else {
          continue
        }
        if let own = try? scene.machine.status(place), own.isSame(as: status) { continue }
        recorder.record(
          "path.found-elsewhere", by: PathProbe.id, of: one.subject,
          "\(place.path.shown) is not there; \(candidate.path.shown) is, under \(root.words)",
          [
            "path": .string(place.path.shown), "found": .string(candidate.path.shown),
            "root": .string(root.place.path.shown),
            "known_as": .string(root.kind), "source": .string(root.words),
          ])
        return
      }
    }
  }
}

/// Names that people take for the same.
enum NearName {
  enum Kind: String {
    case `case`, unicode, encoding
    case plusForSpace = "plus-space"

    var words: String {
      switch self {
      case .case: "upper and lower case"
      case .unicode: "the Unicode form of a letter (composed or decomposed)"
      case .encoding: "percent-encoding: the name on the disk was stored encoded"
      case .plusForSpace: "a plus sign where the name has a space, or the reverse"
      }
    }
  }

  /// Whether two names of files differ by a slip: one letter more, less or other, or another ending.
  static func isLike(_ one: String, _ other: String) -> Bool {
    let (left, right) = (Array(one.utf8), Array(other.utf8))
    guard min(left.count, right.count) > 3, abs(left.count - right.count) <= 1 else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    return max(left.count, right.count) - start - end <= 1
  }

  static func kind(of name: [UInt8], wanted: [UInt8]) -> Kind? {
    guard name != wanted else { return nil }
    if CaseDiscovery.decoded(String(decoding: name, as: UTF8.self)) == wanted { return .encoding }
    if CaseDiscovery.decoded(String(decoding: wanted, as: UTF8.self)) == name { return .encoding }
    func spaced(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 } }
    if spaced(name) == spaced(wanted) { return .plusForSpace }
    guard let own = String(validating: name, as: UTF8.self), let other = String(validating: wanted, as: UTF8.self)
    else { return nil }
    if own == other { return .unicode }
    if own.lowercased() == other.lowercased() { return .case }
    return nil
  }
}
