extension Setting {
  /// Bytes of `26214400`, `25M`, or of a setting whose name ends in MB.
  var byteCount: Int? {
    let text = value.lowercased().filter { $0 != " " && $0 != "_" }
    let digits = text.prefix(while: \.isNumber)
    guard let number = Int(digits), number > 0 else { return nil }
    let unit = text.dropFirst(digits.count)
    if unit.hasPrefix("g") { return number << 30 }
    if unit.hasPrefix("m") || (unit.isEmpty && name.uppercased().hasSuffix("MB")) { return number << 20 }
    if unit.hasPrefix("k") { return number << 10 }
    return unit.isEmpty || unit == "b" ? number : nil
  }
}
