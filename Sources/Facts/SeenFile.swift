/// One of the newest files of a directory, as a report lists it for others to look up.
public struct SeenFile: Sendable, Hashable {
  /// Relative to the directory.
  public let name: String
  public let size: Int
  /// Seconds since 1970.
  public let modified: Int
  /// The beginning of the SHA-256 of its first 64 KB; `-` where it could not be read.
  public let digest: String
  public let mode: String
  public let uid: Int
  public let gid: Int

  public init(name: String, size: Int, modified: Int, digest: String, mode: String, uid: Int, gid: Int) {
    self.name = name
    self.size = size
    self.modified = modified
    self.digest = digest
    self.mode = mode
    self.uid = uid
    self.gid = gid
  }

  /// `43 1790000000 1f3a5c7e9b0d2f46 0644 1000:1000 2026/11/a.jpg`.
  public var text: String { "\(size) \(modified) \(digest) \(mode) \(uid):\(gid) \(name)" }

  /// Reads that form; nil where the text is not of it.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, let size = Int(parts[0]), let modified = Int(parts[1]) else { return nil }
    let ids = parts[4].split(separator: ":").compactMap { Int($0) }
    guard ids.count == 2 else { return nil }
    self.init(
      name: parts[5], size: size, modified: modified, digest: parts[2], mode: parts[3], uid: ids[0], gid: ids[1])
  }
}

extension RootSeen {
  /// The newest files, as far as their lines can be read.
  public var newestFiles: [SeenFile] { (newest ?? []).compactMap { SeenFile($0) } }
}
