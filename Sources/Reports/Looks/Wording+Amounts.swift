import Notation

extension Wording {
  /// `500,000`.
  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    return ([digits] + parts).joined(separator: ",")
  }

  /// `1 file`, `500,000 files`, `1 directory`.
  static func grouped(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `2026-11-20 10:00`, of seconds since 1970.
  static func minute(_ seconds: Int) -> String {
    String(Timestamp.text(secondsSince1970: seconds).prefix(16).map { $0 == "T" ? " " : $0 })
  }
}
