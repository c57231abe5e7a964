import Diagnostics
import Notation

/// One stored value that leads to a file, with what the record says of it.
struct Reference: Sendable, Hashable {
  var key: [UInt8]
  /// Bytes.
  var size: Int?
  /// SHA-256, lower-case hexadecimal.
  var digest: String?
  /// A route's id or prefix.
  var route: String?

  /// What one line holds.
  enum Line: Sendable, Hashable {
    case reference(Reference)
    /// A record without a file: an empty value, or a database's word for none.
    case none
    /// JSON that is none, or lacks a key.
    case unreadable(String)
  }

  /// Reads a line: a bare key, or a JSON object with `key` and perhaps `size`, `sha256` and `route`.
  static func line(_ bytes: ArraySlice<UInt8>) -> Line {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard let first = bytes.first else { return .none }
    if first == UInt8(ascii: "{") { return object(Array(bytes)) }
    if bytes.elementsEqual("NULL".utf8) || bytes.elementsEqual("\\N".utf8) { return .none }
    return .reference(Reference(key: Array(bytes)))
  }

  private static func object(_ bytes: [UInt8]) -> Line {
    do throws(JSONProblem) {
      let members = try JSONReader.value(bytes).members ?? [:]
      guard let key = members["key"], key != .null else {
        return members.keys.contains("key") ? .none : .unreadable("it has no \"key\"")
      }
      guard let text = key.text else { return .unreadable("\"key\" is no text") }
      guard !text.isEmpty else { return .none }
      return .reference(
        Reference(
          key: Array(text.utf8), size: members["size"]?.number.flatMap { Int(exactly: $0) },
          digest: members["sha256"]?.text?.lowercased(), route: members["route"]?.text))
    } catch {
      return .unreadable(error.description)
    }
  }
}
