import Linux
import Nginx
import SystemPackage

/// Configuration files as they would be with some links made or taken away, or one file's text changed.
struct AlteredFiles: ConfigurationFiles {
  let base: MachineConfigurationFiles
  var removed: Set<String> = []
  /// New links with the files they lead to.
  var links: [String: String] = [:]
  var contents: [String: [UInt8]] = [:]

  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
    if let bytes = contents[path] { return .success(bytes) }
    if let target = links[path] { return base.read(target, namedBy: file) }
    return removed.contains(path)
      ? .failure(ReadProblem(errno: Errno.noSuchFileOrDirectory.rawValue)) : base.read(path, namedBy: file)
  }

  func glob(_ pattern: String, namedBy file: String?) -> [String] {
    let (folder, name) = Self.split(pattern)
    let added = links.keys.filter { path in
      let (own, file) = Self.split(path)
      return own == folder && Glob.matches(Array(file.utf8)[...], Array(name.utf8)[...])
    }
    return Set(base.glob(pattern, namedBy: file) + added).subtracting(removed.subtracting(links.keys)).sorted {
      ByteText.bytes($0).lexicographicallyPrecedes(ByteText.bytes($1))
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return (String(path[..<slash]), String(path[slash...].dropFirst()))
  }
}
