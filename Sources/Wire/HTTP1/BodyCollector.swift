import Crypto
import Notation

/// Counts and hashes a body and keeps its first bytes.
struct BodyCollector {
  private let keep: Int
  private let readLimit: Int
  private(set) var kept: [UInt8] = []
  private(set) var length = 0
  private var hash = SHA256()

  init(keep: Int, readLimit: Int) {
    self.keep = keep
    self.readLimit = readLimit
  }

  /// Whether more has come than is to be read.
  var limitReached: Bool { length > readLimit }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    length += bytes.count
    if kept.count < keep { kept += bytes.prefix(keep - kept.count) }
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// The digest of everything appended, in hexadecimal.
  func sha256() -> String {
    Hexadecimal.text(hash.finalize())
  }
}
