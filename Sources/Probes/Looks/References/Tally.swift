import Linux
import SystemPackage

/// How often something was seen, with the first few examples.
struct Tally: Sendable {
  private(set) var count = 0
  private(set) var examples: [String] = []

  mutating func add(_ example: @autoclosure () -> String) {
    count += 1
    if examples.count < 5 { examples.append(example()) }
  }

  var first: String { examples.first ?? "" }
}

extension Tally {
  /// Counts a key.
  mutating func add(key: [UInt8]) { add(shownText(key)) }
}
