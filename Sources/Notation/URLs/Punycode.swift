/// The ASCII form of names in other scripts (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let leastThreshold = 1
  private static let greatestThreshold = 26

  /// A host name with every label that is not ASCII as `xn--` and its code; nil when a label cannot be encoded.
  static func hostName(_ host: String) -> String? {
    var labels: [String] = []
    for label in host.lowercased().split(separator: ".", omittingEmptySubsequences: false) {
      if label.utf8.allSatisfy({ $0 < 0x80 }) {
        labels.append(String(label))
      } else {
        guard label.unicodeScalars.count <= 59, let code = encode(label) else { return nil }
        labels.append("xn--" + code)
      }
    }
    return labels.joined(separator: ".")
  }

  private static func encode(_ label: Substring) -> String? {
    let scalars = label.unicodeScalars.map { Int($0.value) }
    var output = label.unicodeScalars.filter(\.isASCII).map { UInt8($0.value) }
    let basicCount = output.count
    if basicCount > 0 { output.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (128, 0, 72, basicCount)
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= code }).min() else { return nil }
      delta += (next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        output += digits(of: delta, bias)
        bias = adapted(delta, handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digits(of number: Int, _ bias: Int) -> [UInt8] {
    var rest = number
    var position = base
    var output: [UInt8] = []
    while true {
      let threshold = min(max(position - bias, leastThreshold), greatestThreshold)
      if rest < threshold { return output + [digit(rest)] }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var rest = delta / (isFirst ? 700 : 2)
    rest += rest / count
    var result = 0
    while rest > (base - leastThreshold) * greatestThreshold / 2 {
      rest /= base - leastThreshold
      result += base
    }
    return result + (base - leastThreshold + 1) * rest / (rest + 38)
  }
}
