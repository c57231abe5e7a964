import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// Requests for built files of an earlier release, whose successors stand in their place.
struct OldAssets {
  let route: Route
  let root: Place
  let scene: Scene
  let recorder: Recorder

  func record(_ lines: [LoggedRequest]) {
    // Where a volume lies over a newer image, what is asked for is of the newer build.
    guard scene.earlier.first(MountStaleVolume.self, about: { $0[.route] == route.id }) == nil else { return }
    var asked: [String: [Int]] = [:]
    for line in lines where line.path.hasPrefix(route.prefix) {
      asked[line.path] = line.status == 404 ? (asked[line.path] ?? []) + [line.time ?? 0] : []
    }
    for examined in scene.cases
    where examined.origin == .target && examined.route == route.id && scene.exchange(examined)?.response?.status == 404
    {
      asked[String(URLPath.prefix(of: examined.url).dropLast()), default: []].append(scene.machine.now)
    }
    let gone = asked.sorted { $0.key < $1.key }.compactMap { path, times -> (String, Int, String)? in
      guard !times.isEmpty, let current = successor(of: path) else { return nil }
      let since = settled(path, current)
      let count = times.count { $0 > since }
      return count > 0 ? (path, count, current) : nil
    }
    guard let (path, _, current) = gone.first else { return }
    let relative = String(path.dropFirst(route.prefix.count))
    let commands = restoring(relative)
    let subject =
      scene.cases.first { $0.origin == .target && URLPath.prefix(of: $0.url).dropLast() == path }?.subject ?? [
        .route: route.id
      ]
    recorder.record(
      AssetsOldAsked(
        commands: commands, count: gone.map(\.1).reduce(0, +), current: current, files: gone.count,
        root: root.path.shown, url: path), of: subject,
      "\(gone.map(\.1).reduce(0, +)) requests for \(gone.count) files of an earlier build were answered 404, \(path) among them; \(root.path.shown) has \(current) in its place"
    )
  }

  /// When the present build came: requests before that found the build before it.
  private func settled(_ path: String, _ current: String) -> Int {
    let relative = FilePath(String(path.dropFirst(route.prefix.count))).removingLastComponent()
    let folder = root.at(root.path.appending(relative.components))
    let times = [folder, folder.appending(current)].compactMap { scene.machine.file(at: $0)?.changed }
    return times.max() ?? 0
  }

  /// The file of the same name with another hash, where the asked one is not there and no manifest names it.
  private func successor(of path: String) -> String? {
    let relative = FilePath(String(path.dropFirst(route.prefix.count)))
    guard let name = relative.lastComponent?.string, let (stem, hash, ending) = HashedName.parts(of: name) else {
      return nil
    }
    let folder = root.at(root.path.appending(relative.removingLastComponent().components))
    guard !scene.machine.exists(folder.appending(name)) else { return nil }
    let names = (scene.machine.entries(of: folder, limit: 5000) ?? []).map(\.string)
    let other = names.sorted().first { candidate in
      guard let (otherStem, otherHash, otherEnding) = HashedName.parts(of: candidate) else { return false }
      return otherStem == stem && otherEnding == ending && otherHash != hash && otherHash.count == hash.count
    }
    guard let other, !isNamed(name) else { return nil }
    return other
  }

  /// Whether a manifest or page of the present build names it: then the build itself is incomplete.
  private func isNamed(_ name: String) -> Bool {
    let above = root.path.removingLastComponent()
    let files = [
      "manifest.json", ".vite/manifest.json", "staticfiles.json", "asset-manifest.json", "mix-manifest.json",
      "index.html",
    ]
    return [root.path, above].flatMap { folder in files.map { root.at(folder.appending(FilePath($0).components)) } }
      .contains {
        scene.machine.text($0, limit: 1 << 20)?.contains(name) == true
      }
  }

  /// The earlier release's files brought back, where it is still on the disk.
  private func restoring(_ relative: String) -> [String] {
    let real = scene.walk(root, as: scene.machine.examiner, for: .read).last?.place.path ?? root.path
    let components = Array(real.components)
    guard root.view == .own, let index = components.firstIndex(where: { $0.string == "releases" }),
      index + 1 < components.count
    else { return [] }
    let releases = FilePath(root: "/", components[...index])
    let inside = components.dropFirst(index + 2)
    let others = (scene.machine.entries(of: Place(releases), limit: 50) ?? []).filter {
      $0 != components[index + 1]
    }
    let holding = others.map { releases.appending($0).appending(inside) }.first {
      scene.machine.exists(Place($0.appending(FilePath(relative).components)))
    }
    guard let holding else { return [] }
    let folder = FilePath(relative).removingLastComponent()
    let from = holding.appending(folder.components).shellQuoted
    return ["cp -an \(from)/. \(real.appending(folder.components).shellQuoted)/"]
  }
}
