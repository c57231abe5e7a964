import Notation

/// Names that one may take for another.
enum NearBucket {
  static func isNear(_ one: String, _ other: String) -> Bool {
    one != other && EditDistance.between(one.lowercased(), other.lowercased()) <= max(2, other.count / 4)
  }
}
