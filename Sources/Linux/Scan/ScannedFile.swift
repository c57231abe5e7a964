/// A file that a scan looked at more closely: one that was refused, or a readable one beside it.
public struct ScannedFile: Sendable {
  public let place: Place
  /// Of the link's target where it is a link.
  public let status: FileStatus
  public let isLink: Bool
}

/// A directory that the identity cannot pass: everything below it is closed.
public final class ClosedDirectory: Sendable {
  public let place: Place
  public let status: FileStatus?
  public let reason: String

  init(place: Place, status: FileStatus?, reason: String) {
    self.place = place
    self.status = status
    self.reason = reason
  }
}

/// What a scan found noteworthy in one stretch of a directory.
public struct ScanBatch: Sendable {
  /// The directory, as it was reached.
  public let folder: Place
  /// The directory above that closes this one, or it itself.
  public internal(set) var closed: ClosedDirectory?
  /// Files that the identity cannot use, as many as were looked at closely.
  public internal(set) var denied: [ScannedFile] = []
  /// How many were refused here altogether.
  public internal(set) var deniedCount = 0
  /// Some of those it can.
  public internal(set) var readable: [ScannedFile] = []
  /// The directory itself where it refuses what the purpose needs of it.
  public internal(set) var deniedFolder: ScannedFile?
}
