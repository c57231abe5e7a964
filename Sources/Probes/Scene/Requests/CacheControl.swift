import Notation
import Wire

/// How long an answer may be kept, as its headers say (RFC 9111).
struct CacheControl: Equatable {
  /// The Cache-Control headers as they came.
  let values: [String]
  /// Directives in lower case, without blanks.
  let directives: Set<String>
  /// Seconds from max-age, else from Expires; nil where nothing says so.
  let lifetime: Int?

  var isImmutable: Bool { directives.contains("immutable") }
  /// Whether a stored copy must not be used without asking.
  var forbidsReuse: Bool { directives.contains("no-store") || directives.contains("no-cache") || lifetime == 0 }
  var isPrivate: Bool { directives.contains("private") || directives.contains("no-store") }
  /// Whether the headers say nothing about keeping the answer.
  var isAbsent: Bool { lifetime == nil && directives.isEmpty }

  /// What it says, in one line.
  var shown: String {
    values.isEmpty ? lifetime.map { "Expires in \($0) s" } ?? "nothing" : values.joined(separator: ", ")
  }

  init(_ headers: [HTTPHeader]) {
    self.init(
      values: headers.values("Cache-Control"), expires: headers.first("Expires"), date: headers.first("Date"))
  }

  init(values: [String], expires: String? = nil, date: String? = nil) {
    self.values = values
    directives = Set(values.flatMap { Self.directives(of: $0) })
    let age = directives.compactMap(Self.age).min()
    if let age {
      lifetime = age
    } else if let expires, values.isEmpty || !directives.contains("no-cache") {
      let end = HTTPDate.seconds(expires) ?? 0
      let now = date.flatMap { HTTPDate.seconds($0) }
      lifetime = now.map { max(0, end - $0) } ?? (end == 0 ? 0 : nil)
    } else {
      lifetime = nil
    }
  }

  /// Whether values of several headers cannot all be meant: different ages, or no caching beside an age.
  static func contradict(_ values: [String]) -> Bool {
    let each = values.map { directives(of: $0) }
    let ages = Set(each.compactMap { $0.lazy.compactMap(age).first })
    let forbids = each.contains { $0.contains("no-cache") || $0.contains("no-store") }
    return ages.count > 1 || (forbids && ages.contains { $0 > 0 })
  }

  private static func directives(of value: String) -> [String] {
    value.lowercased().split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" } }
  }

  private static func age(_ directive: String) -> Int? {
    directive.hasPrefix("max-age=") ? Int(directive.dropFirst(8)) : nil
  }
}
