import Diagnostics
import Linux
import Nginx
import Notation
import SystemPackage

/// Names that people take for the same.
enum NearName {
  enum Kind: String {
    case `case`, unicode, encoding, backslash
    case plusForSpace = "plus-space"

    var words: String {
      switch self {
      case .case: "upper and lower case"
      case .unicode: "the Unicode form of a letter (composed or decomposed)"
      case .encoding: "percent-encoding: the name on the disk was stored encoded"
      case .backslash:
        "a backslash where the path has a slash: what were folders on another system became part of the name"
      case .plusForSpace: "a plus sign where the name has a space, or the reverse"
      }
    }
  }

  /// Whether two names of files differ by a slip: one letter more, less or other, or another ending.
  static func isLike(_ first: String, _ other: String) -> Bool {
    let (left, right) = (Array(first.utf8), Array(other.utf8))
    guard min(left.count, right.count) > 3, abs(left.count - right.count) <= 1 else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    return max(left.count, right.count) - start - end <= 1
  }

  static func kind(of name: [UInt8], wanted: [UInt8]) -> Kind? {
    guard name != wanted else { return nil }
    if PercentEncoding.decode(String(decoding: name, as: UTF8.self)) == wanted { return .encoding }
    if PercentEncoding.decode(String(decoding: wanted, as: UTF8.self)) == name { return .encoding }
    func spaced(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 } }
    if spaced(name) == spaced(wanted) { return .plusForSpace }
    guard let own = String(validating: name, as: UTF8.self), let other = String(validating: wanted, as: UTF8.self)
    else { return nil }
    if own == other { return .unicode }
    if own.lowercased() == other.lowercased() { return .case }
    return nil
  }
}
