/// Names that one may take for another.
enum NearBucket {
  static func isNear(_ one: String, _ other: String) -> Bool {
    one != other && distance(one.lowercased(), other.lowercased()) <= max(2, other.count / 4)
  }

  /// How many letters have to be changed, added, left out or swapped with their neighbour.
  static func distance(_ one: String, _ other: String) -> Int {
    let (a, b) = (Array(one.utf8.prefix(200)), Array(other.utf8.prefix(200)))
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in 1...max(a.count, 1) where !a.isEmpty {
      var next = [i]
      for j in stride(from: 1, through: b.count, by: 1) {
        var best = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
        next.append(best)
      }
      before = row
      row = next
    }
    return row[b.count]
  }
}
