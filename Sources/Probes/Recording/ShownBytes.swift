/// Bytes for people: `13.4 MB`, decimal units as df -H has them.
public func shownBytes(_ bytes: Int) -> String {
  var amount = Double(bytes)
  for unit in ["B", "kB", "MB", "GB"] {
    if amount < 1000 {
      let rounded = (amount * 10).rounded() / 10
      return rounded == rounded.rounded() ? "\(Int(rounded)) \(unit)" : "\(rounded) \(unit)"
    }
    amount /= 1000
  }
  return "\((amount * 10).rounded() / 10) TB"
}
