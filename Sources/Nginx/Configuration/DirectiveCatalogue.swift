/// Looks directives up by name.
struct DirectiveCatalogue: Sendable {
  static let shared = DirectiveCatalogue()

  private let rules: [String: [DirectiveRule]]

  private init() {
    var rules: [String: [DirectiveRule]] = [:]
    rules.reserveCapacity(900)
    directiveTable.withUTF8Buffer { buffer in
      for line in buffer.split(separator: UInt8(ascii: "\n")) {
        let fields = line.split(separator: UInt8(ascii: " "))
        guard fields.count == 4, let kind = fields[3].first.flatMap(DirectiveRule.ValueKind.init) else { continue }
        let rule = DirectiveRule(
          contexts: Set(fields[1]), isBlock: fields[1].contains(UInt8(ascii: "{")),
          isAnywhere: fields[1].contains(UInt8(ascii: "*")), counts: DirectiveCatalogue.counts(Array(fields[2])),
          kind: kind)
        rules[String(decoding: fields[0], as: UTF8.self), default: []].append(rule)
      }
    }
    self.rules = rules
  }

  func rules(for name: String) -> [DirectiveRule] { rules[name] ?? [] }

  private static func counts(_ text: [UInt8]) -> ClosedRange<Int> {
    if text.contains(UInt8(ascii: "a")) { return 0...Int.max }
    if text.first == UInt8(ascii: "2"), text.last == UInt8(ascii: "+") { return 2...Int.max }
    if text.contains(UInt8(ascii: "+")) { return 1...Int.max }
    if text.contains(UInt8(ascii: "f")) { return 1...1 }
    let digits = text.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.map { Int($0 - 48) }
    return (digits.min() ?? 0)...(digits.max() ?? 0)
  }
}
