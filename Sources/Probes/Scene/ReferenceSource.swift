import Linux
public import SystemPackage

/// Where stored references come from; they are read as they are needed, never held as a whole.
public enum ReferenceSource: Sendable, Hashable {
  /// A file or a named pipe.
  case file(FilePath)
  case standardInput

  /// The name for reports.
  public var shown: String {
    switch self {
    case .file(let path): path.shown
    case .standardInput: "standard input"
    }
  }

  var path: FilePath? {
    if case .file(let path) = self { return path }
    return nil
  }
}
