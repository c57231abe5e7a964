/// The name of a built file and the hash in it: `app.4f2c9a10b7e1.css`, `app-4f2c9a10.js`, `app-BkP3sW_q.js`.
enum AssetName {
  /// The hash, where a part of the name looks like one: at least six characters, of which one is a digit.
  static func hash(of name: String) -> String? {
    let parts = name.split(whereSeparator: { $0 == "." || $0 == "-" }).dropFirst()
    return parts.dropLast().last(where: isHash).map(String.init)
  }

  /// The name without its hash.
  static func bare(_ name: String) -> String {
    guard let hash = hash(of: name), let range = name.ranges(of: hash).last, range.lowerBound > name.startIndex else {
      return name
    }
    return String(name[..<name.index(before: range.lowerBound)] + name[range.upperBound...])
  }

  private static func isHash(_ part: Substring) -> Bool {
    (6...64).contains(part.count) && part.contains(where: \.isNumber)
      && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
