import Diagnostics
import Notation

/// The words for numbers and names that all forms of a report share.
enum Wording {
  /// How sure a probability is, in words.
  static func confidence(_ probability: Double) -> String {
    switch probability {
    case 0.95...: "almost certain"
    case 0.8..<0.95: "very probable"
    case 0.5..<0.8: "probable"
    case 0.2..<0.5: "perhaps"
    default: "a small chance"
    }
  }

  /// A probability with two digits.
  static func probability(_ probability: Double) -> String {
    guard probability.isFinite else { return "unknown" }
    let hundredths = Int((min(max(probability, 0), 1) * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// `1 route`, `3 routes`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `http-403 and http-404`, or that nothing is broken yet.
  static func symptoms(_ symptoms: [String]) -> String {
    symptoms == ["none"] ? "breaks nothing yet" : "seen as " + symptoms.joined(separator: ", ")
  }

  /// What a cause is about, the most telling first.
  ///
  /// Where a report tells of several machines, the one that it is about stands before it.
  static func subject(_ subject: Subject) -> String? {
    guard let host = subject[.host] else { return place(subject) }
    var bare = subject
    bare[.host] = nil
    if let route = bare[.route], route.hasPrefix(host + "/") { bare[.route] = String(route.dropFirst(host.count + 1)) }
    return place(bare).map { "\(host): \($0)" } ?? host
  }

  private static func place(_ subject: Subject) -> String? {
    if let url = subject[.url] { return url }
    if let bucket = subject[.bucket] { return "s3://" + bucket + (subject[.key].map { "/" + $0 } ?? "") }
    if let place = [.path, .mount, .server, .file].lazy.compactMap({ subject[$0] }).first { return place }
    return subject[.process].map { "process \($0)" } ?? subject[.route].map { "route \($0)" }
  }

  /// `3 other URLs`, nil where nothing else is affected.
  static func others(_ subjects: [Subject]) -> String? {
    guard !subjects.isEmpty else { return nil }
    let areURLs = subjects.allSatisfy { $0[.url] != nil }
    return areURLs
      ? count(subjects.count, "other URL") : count(subjects.count, "other case")
  }

  /// `nginx www-data (33)`, from what is known of a reader or writer.
  static func actor(_ actor: [String: Value]?, otherwise name: String) -> String {
    guard let actor else { return name }
    let process = (actor["program"] ?? actor["process"])?.text ?? name
    let user = (actor["name"] ?? actor["user"])?.text
    let uid = actor["uid"].flatMap { $0 == .null ? nil : $0.plain }
    switch (user, uid) {
    case (let user?, let uid?): return "\(process) as \(user) (\(uid))"
    case (let user?, nil): return "\(process) as \(user)"
    case (nil, let uid?): return "\(process) as \(uid)"
    case (nil, nil): return process
    }
  }

  /// Who examined: `root`, `deploy (1000)`.
  static func user(_ host: HostSummary) -> String {
    if host.uid == 0 { return "root" }
    return host.userName.map { "\($0) (\(host.uid))" } ?? "uid \(host.uid)"
  }

  /// `replaced: 2 × environment value, 1 × parameter`; nil where nothing was taken out.
  static func replaced(_ report: Report) -> String? {
    let kinds = report.redactions.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !kinds.isEmpty else { return nil }
    let told = kinds.map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
    return "replaced: \(told)"
  }

  /// `known since 2026-11-20T10:00:00Z`, of a cause that the baseline has already.
  static func known(_ diagnosed: DiagnosedCause, in report: Report) -> String? {
    guard diagnosed.isKnown, let baseline = report.baseline else { return nil }
    return "known since \(Timestamp.text(secondsSince1970: baseline))"
  }

  /// `2 known since 2026-11-20T10:00:00Z, 1 new`; nil without a baseline.
  static func baseline(_ report: Report) -> String? {
    guard let baseline = report.baseline else { return nil }
    let known = report.diagnosis.causes.filter(\.isKnown).count
    let when = Timestamp.text(secondsSince1970: baseline)
    return "\(known) known since \(when), \(report.diagnosis.causes.count - known) new"
  }
}
