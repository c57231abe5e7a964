/// Bytes for people: `13.4 MB`, in powers of 1000 as `df -H` has them.
public func shownBytes(_ bytes: Int) -> String {
  guard bytes >= 1000 else { return "\(bytes) B" }
  var (amount, units) = (Double(bytes) / 1000, ["kB", "MB", "GB", "TB", "PB"][...])
  while amount >= 999.95, units.count > 1 {
    amount /= 1000
    units = units.dropFirst()
  }
  let tenths = Int((amount * 10).rounded())
  return "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") + " \(units[units.startIndex])"
}
