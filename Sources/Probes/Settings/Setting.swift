public import Linux
import SystemPackage

/// A setting of an application, with where it was read.
public struct Setting: Sendable, Hashable {
  public let name: String
  public let value: String
  /// `environment of gunicorn (pid 412)` or `/srv/shop/.env:3`.
  public let source: String
  /// The file that says so; nil where no file does.
  public let file: Place?
  /// The file's line, from 1.
  public let line: Int?

  /// The name that clients know it by, where the application calls it otherwise.
  var meaning: String?

  public init(name: String, value: String, source: String, file: Place? = nil, line: Int? = nil) {
    self.name = name
    self.value = value
    self.source = source
    self.file = file
    self.line = line
  }

  /// A setting that stands in a file.
  public init(name: String, value: String, file: Place, line: Int) {
    self.init(name: name, value: value, source: "\(file.path.shown):\(line)", file: file, line: line)
  }

  /// Whether a program's own file says it, so that a directory may well be private.
  var isCode: Bool {
    ["js", "mjs", "cjs", "ts", "rb", "php", "yml"].contains(file?.path.extension ?? "")
  }

  /// The same value under another name.
  func named(_ name: String) -> Setting {
    Setting(name: name, value: value, source: source, file: file, line: line)
  }
}
