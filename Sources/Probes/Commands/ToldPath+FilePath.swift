public import Diagnostics
import Linux
public import SystemPackage

extension ToldPath {
  /// A path with its bytes where its text does not say them.
  public init(_ path: FilePath) {
    let bytes = path.bytes
    self.init(shown: path.shown, bytes: String(validating: bytes, as: UTF8.self) == nil ? bytes : nil)
  }
}
