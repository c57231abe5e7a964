import Notation

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

  /// The directive that a misspelt name comes nearest to; nil where none is near enough to be meant.
  func nearest(to name: String) -> String? {
    let length = name.utf8.count
    guard length > 3 else { return nil }
    let most = length > 7 ? 2 : 1
    let near = rules.keys.compactMap { known -> (Int, String)? in
      guard abs(known.utf8.count - length) <= most else { return nil }
      let distance = EditDistance.between(known, name)
      return distance <= most ? (distance, known) : nil
    }
    return near.min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
  }

  private static func counts(_ text: [UInt8]) -> ClosedRange<Int> {
    if text.contains(UInt8(ascii: "a")) { return 0...Int.max }
    if text.first == UInt8(ascii: "2"), text.last == UInt8(ascii: "+") { return 2...Int.max }
    if text.contains(UInt8(ascii: "+")) { return 1...Int.max }
    if text.contains(UInt8(ascii: "f")) { return 1...1 }
    let digits = text.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.map { Int($0 - 48) }
    return (digits.min() ?? 0)...(digits.max() ?? 0)
  }
}
