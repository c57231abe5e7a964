/// A `Range` header read against a file's size (`ngx_http_range_parse`).
enum ByteRange: Equatable {
  /// The header is not understood or asks for everything in pieces: the whole file is sent.
  case whole
  case part(Range<Int>)
  case several
  case unsatisfiable

  static func parse(_ text: String, size: Int) -> ByteRange {
    var ranges: [Range<Int>] = []
    var total = 0
    for item in text.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.filter { $0 != " " }.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return .unsatisfiable }
      guard let range = range(String(parts[0]), String(parts[1]), size: size) else { return .unsatisfiable }
      if range.isEmpty { continue }
      ranges.append(range)
      total += range.count
    }
    if ranges.isEmpty { return .unsatisfiable }
    if total > size { return .whole }
    return ranges.count == 1 ? .part(ranges[0]) : .several
  }

  /// Nil for text nginx cannot read; empty for a range behind the end.
  private static func range(_ first: String, _ last: String, size: Int) -> Range<Int>? {
    if first.isEmpty {
      guard let suffix = Amounts.number(last) else { return nil }
      return max(0, size - suffix)..<size
    }
    guard let start = Amounts.number(first) else { return nil }
    var end = size
    if !last.isEmpty {
      guard let number = Amounts.number(last) else { return nil }
      end = number < size ? number + 1 : size
    }
    return start < end ? start..<end : start..<start
  }
}
