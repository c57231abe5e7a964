import Linux

/// What keys lead to: a directory, or a bucket.
protocol ReferenceStore: Sendable {
  /// `/srv/shop/media`, `s3://bucket/prefix`.
  var name: String { get }
  /// What is there under each key, in their order.
  func states(of keys: [[UInt8]]) async -> [ReferenceState]
  /// The key of something under almost this name; nil where there is none, or it would take too long.
  func nearKey(to key: [UInt8]) async -> NearKey?
  /// The first bytes of what is stored under a key, at most `limit`.
  func contents(of key: [UInt8], limit: Int) async -> [UInt8]?
}

/// What a key leads to.
enum ReferenceState: Sendable, Hashable {
  /// Something of so many bytes.
  case present(size: Int, status: FileStatus?)
  case absent
  /// A directory or a device.
  case noFile
  /// It could not be looked at: why.
  case unknown(String)
}

/// A key that is almost another one.
struct NearKey: Sendable, Hashable {
  /// In what the two differ.
  enum Kind: String, Sendable, CaseIterable {
    case `case`, unicode, encoding, backslash, prefix, folder
    case plusForSpace = "plus-space"

    var words: String {
      switch self {
      case .case: "upper and lower case"
      case .unicode: "the Unicode form of a letter (composed or decomposed)"
      case .encoding: "percent-encoding"
      case .plusForSpace: "a plus sign where the other has a space"
      case .backslash: "Windows' separators"
      case .prefix: "a directory at the beginning that the storage adds by itself"
      case .folder: "a directory at the beginning that the record lacks"
      }
    }

    init(_ kind: NearName.Kind) {
      switch kind {
      case .case: self = .case
      case .unicode: self = .unicode
      case .encoding: self = .encoding
      case .plusForSpace: self = .plusForSpace
      case .backslash: self = .backslash
      }
    }
  }

  let key: [UInt8]
  let kind: Kind
}
