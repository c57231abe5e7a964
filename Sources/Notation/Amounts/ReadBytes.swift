/// The bytes of a size as settings have it: `26214400`, `25M`, `25 MB`, `1_048_576`; nil for what is no size above zero.
///
/// The letters k, m, g and t count powers of 1024, in either case and whatever follows them.
public func readBytes(_ text: String) -> Int? {
  let plain = text.lowercased().filter { $0 != " " && $0 != "_" }
  let digits = plain.prefix { ("0"..."9").contains($0) }
  guard let number = Int(digits), number > 0 else { return nil }
  let unit = plain.dropFirst(digits.count)
  if unit.isEmpty || unit == "b" { return number }
  guard let power = unit.first.flatMap({ "kmgt".firstIndex(of: $0) }) else { return nil }
  let shift = 10 * ("kmgt".distance(from: "kmgt".startIndex, to: power) + 1)
  let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << shift)
  return overflows ? nil : bytes
}
