extension Duration {
  /// Reads `500ms`, `5s`, `2m`, or a number of seconds; nil for anything else, and for none at all.
  public init?(parsing text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    let units: [Substring: Double] = ["": 1000, "s": 1000, "ms": 1, "m": 60_000]
    guard let number = Double(digits), let unit = units[text.dropFirst(digits.count)] else { return nil }
    let milliseconds = number * unit
    guard milliseconds > 0, milliseconds < 1e15 else { return nil }
    self = .milliseconds(Int64(milliseconds))
  }

  /// The duration in milliseconds.
  public var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000_000) / 1000
  }
}

/// Milliseconds for people: `0.4 ms`, `84 ms`, `2.5 s`.
public func shownDuration(milliseconds: Double) -> String {
  guard milliseconds >= 0, milliseconds < 1e12 else { return "unknown time" }
  let isFine = milliseconds < 10 && milliseconds != milliseconds.rounded()
  if milliseconds < 1000, !isFine { return "\(Int(milliseconds.rounded())) ms" }
  let tenths = Int((isFine ? milliseconds * 10 : milliseconds / 100).rounded())
  return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") + (isFine ? " ms" : " s")
}
