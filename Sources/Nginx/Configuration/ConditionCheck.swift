/// The checks nginx makes of an `if` (`ngx_http_rewrite_if_condition`).
enum ConditionCheck {
  private static let comparisons: Set<String> = ["=", "!=", "~", "~*", "!~", "!~*"]

  static func problem(_ arguments: [String]) -> String? {
    var words = arguments
    guard words[0].hasPrefix("(") else { return "invalid condition \"\(words[0])\"" }
    let last = words.count - 1
    guard words[last].hasSuffix(")") else { return "invalid condition \"\(words[last])\"" }
    words[0].removeFirst()
    if words[0].isEmpty { words.removeFirst() }
    guard !words.isEmpty else { return "invalid condition \"\"" }
    words[words.count - 1] = String(words[words.count - 1].dropLast())
    if words.last == "" { words.removeLast() }
    guard let subject = words.first, subject.utf8.count > 1 else { return "invalid condition \"\(words.first ?? "")\"" }
    if subject.hasPrefix("$") { return comparison(words) }
    let isTest =
      (subject.utf8.count == 2 && subject.hasPrefix("-")) || (subject.utf8.count == 3 && subject.hasPrefix("!-"))
    guard isTest, words.count == 2, "fdex".contains(subject.suffix(1)) else {
      return "invalid condition \"\(subject)\""
    }
    return nil
  }

  private static func comparison(_ words: [String]) -> String? {
    if words.count == 1 { return nil }
    guard words.count == 3 else { return "invalid condition \"\(words[0])\"" }
    guard comparisons.contains(words[1]) else { return "unexpected \"\(words[1])\" in condition" }
    return words[1].contains("~") ? ArgumentCheck.pattern(words[2]) : nil
  }
}
