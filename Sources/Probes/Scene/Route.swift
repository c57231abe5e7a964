public import Diagnostics
public import Linux
import Nginx
import Notation
public import SystemPackage

/// A URL prefix with what stores, writes and reads it.
public struct Route: Sendable {
  public internal(set) var id: String
  public let kind: RouteSummary.Kind
  /// `/media/`.
  public let prefix: String
  /// `http://shop.example`, how a client would begin the URL.
  public let base: String
  /// The number of the nginx that answers, in `scene.nginx`.
  public let nginx: Int?
  /// The number of the application, in `scene.applications`.
  public let application: Int?
  /// Where the application stores the files, in its own namespace.
  public let writerRoot: Place?
  /// The settings that say so.
  public let rootSetting: Setting?
  public let urlSetting: Setting?
  /// Where nginx looks for the prefix, in its namespace; nil where it serves no files there.
  public let readerRoot: Place?
  public let handler: String

  /// The URL of a path below the route's prefix; each part percent-encoded.
  public func url(_ relative: FilePath) -> String {
    base + prefix + relative.components.map { Self.encoded($0) }.joined(separator: "/")
  }

  /// A stored URL path, percent-encoded where a request must have it so.
  static func encoded(_ path: String) -> String {
    "/" + FilePath(path).components.map { encoded($0) }.joined(separator: "/")
  }

  private static func encoded(_ component: FilePath.Component) -> String {
    PercentEncoding.encode(FilePath(root: nil, [component]).bytes, keeping: .pathPart)
  }
}
