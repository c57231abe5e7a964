/// How far one word is from another.
public enum EditDistance {
  /// How many letters have to be changed, added, left out or swapped with their neighbour, each at most once.
  ///
  /// Of long words the first 200 bytes are compared.
  public static func between(_ one: some StringProtocol, _ other: some StringProtocol) -> Int {
    let (left, right) = (Array(one.utf8.prefix(200)), Array(other.utf8.prefix(200)))
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      (before, last) = (last, current)
    }
    return last[right.count]
  }
}
