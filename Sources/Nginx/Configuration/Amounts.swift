/// nginx's notations for sizes and times (`ngx_parse_size`, `ngx_parse_offset`, `ngx_parse_time`).
enum Amounts {
  static func number(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  /// Bytes; the suffixes k, m and g count 1024s.
  static func size(_ text: String) -> Int? {
    guard let last = text.utf8.last else { return nil }
    let factor =
      switch last {
      case UInt8(ascii: "k"), UInt8(ascii: "K"): 1 << 10
      case UInt8(ascii: "m"), UInt8(ascii: "M"): 1 << 20
      case UInt8(ascii: "g"), UInt8(ascii: "G"): 1 << 30
      default: 1
      }
    guard let value = number(factor == 1 ? text : String(text.dropLast())) else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  /// Whole seconds of a time such as `1h30m`, `7d` or `60`; parts must come in falling order, each unit once.
  static func seconds(_ text: String) -> Int? {
    let units: [(String, Int)] = [
      ("y", 31_536_000), ("M", 2_592_000), ("w", 604_800), ("d", 86400), ("h", 3600), ("m", 60), ("s", 1),
    ]
    var total = 0
    var digits = ""
    var lowest = -1
    var rest = Substring(text)
    guard !text.isEmpty else { return nil }
    while let character = rest.first {
      if character.isASCII, character.isNumber {
        digits.append(character)
        rest = rest.dropFirst()
        continue
      }
      if character == " ", digits.isEmpty {
        rest = rest.dropFirst()
        continue
      }
      let isMilliseconds = rest.hasPrefix("ms")
      let unit = isMilliseconds ? units.count : units.firstIndex { $0.0 == String(character) } ?? -1
      guard let value = Int(digits), unit > lowest else { return nil }
      let scaled = isMilliseconds ? (value / 1000, false) : value.multipliedReportingOverflow(by: units[unit].1)
      let sum = total.addingReportingOverflow(scaled.0)
      if scaled.1 || sum.overflow { return nil }
      total = sum.partialValue
      lowest = unit
      digits = ""
      rest = rest.dropFirst(isMilliseconds ? 2 : 1)
    }
    guard digits.isEmpty || lowest < units.count - 1 else { return nil }
    guard !digits.isEmpty else { return total }
    guard let sum = Int(digits)?.addingReportingOverflow(total), !sum.overflow else { return nil }
    return sum.partialValue
  }
}
