import Linux
import SystemPackage

/// The directories of which an overlay root is made, as the host sees them.
struct OverlayLayers {
  private let layers: [FilePath]
  private let scene: Scene

  init(_ mount: Mount, scene: Scene) {
    self.scene = scene
    let options = mount.superOptions.compactMap { option in
      option.hasPrefix("lowerdir=") ? String(option.dropFirst(9)) : nil
    }
    layers = options.flatMap { $0.split(separator: ":").map { FilePath(unescapedOption(String($0))) } }.filter(
      \.isAbsolute)
  }

  /// The files below a directory in the uppermost layer that has it, as relative paths; empty where none can be seen.
  func files(below path: FilePath) -> [FilePath] {
    guard let folder = directory(path) else { return [] }
    return Listing.of(Place(folder), on: scene.machine, limit: 500).files.map(\.relative)
  }

  /// A directory of the image on the host.
  func directory(_ path: FilePath) -> FilePath? {
    layers.map { $0.appending(path.components) }.first { folder in
      (scene.machine.entries(of: Place(folder), limit: 1) ?? []).isEmpty == false
    }
  }
}

/// Overlay options escape a colon in a path as `\:`.
private func unescapedOption(_ text: String) -> String { text.replacingAll("\\:", by: ":") }
