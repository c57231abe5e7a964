import Notation

/// Names that one may take for another.
enum NearBucket {
  static func isNear(_ first: String, _ other: String) -> Bool {
    first != other && EditDistance.between(first.lowercased(), other.lowercased()) <= max(2, other.count / 4)
  }
}
