import Facts
import Linux
import SystemPackage

/// What many references come to: counts, with a few examples of each.
struct ReferenceSurvey: Sendable {
  /// Values of one kind that are more than a key.
  struct Absolute: Sendable, Hashable {
    var kind: RecordsAbsolute.Kind
    /// `own-host`, `other-host`, `own-root`, `other-root`, `own-prefix`, `other-prefix`, `drive`.
    var relation: RecordsAbsolute.Relation
    /// The host, or the beginning that leads to no key.
    var origin: String
  }

  /// Of values of one kind: how many, and how many of those whose file is there under the key inside them.
  struct AbsoluteTally: Sendable {
    var tally = Tally()
    var matching = 0
    /// The key inside the first that matches.
    var key: String?
  }

  let targets: [ReferenceTarget]
  let hosts: Set<String>
  /// Until when costly looks may be taken.
  let end: ContinuousClock.Instant

  var total = 0
  var withoutFile = 0
  var unreadable = Tally()
  var keys = 0
  var again = 0
  var colliding = Tally()
  var unsafe: [ReferenceForm: Tally] = [:]
  var absolute: [Absolute: AbsoluteTally] = [:]
  var notText = Tally()
  var findings: [ReferenceFindings]
  private var table = KeyTable()
  private var costly = 0

  init(targets: [ReferenceTarget], hosts: Set<String>, end: ContinuousClock.Instant) {
    self.targets = targets
    self.hosts = hosts
    self.end = end
    findings = targets.map { _ in ReferenceFindings() }
  }

  /// How many costly looks one survey takes: for near names and for the keys inside addresses.
  static let patience = 4000

  /// Whether one more costly look is affordable.
  mutating func affords() -> Bool {
    costly += 1
    return costly <= Self.patience && ContinuousClock.now < end
  }

  mutating func take(_ batch: LineReader.Batch) async {
    var waiting = targets.map { _ in [Reference]() }
    for range in batch.lines {
      total += 1
      switch Reference.line(batch.bytes[range]) {
      case .none: withoutFile += 1
      case .unreadable(let why): unreadable.add("line \(total): \(why)")
      case .reference(let reference):
        let number = target(of: reference)
        if await isKey(reference, targets[number]) { waiting[number].append(reference) }
      }
    }
    for number in targets.indices where !waiting[number].isEmpty {
      await look(up: waiting[number], number)
    }
  }

  private func target(of reference: Reference) -> Int {
    guard let name = reference.route, targets.count > 1 else { return 0 }
    return targets.firstIndex { target in
      guard let route = target.route else { return false }
      return route.id == name || route.prefix == URLPath.prefix(of: name)
    } ?? 0
  }

  /// Sorts out what is no key.
  private mutating func isKey(_ reference: Reference, _ target: ReferenceTarget) async -> Bool {
    let form = ReferenceForm(reference.key)
    switch form {
    case .key: break
    case .url, .absolute, .windows:
      await addAbsolute(reference.key, form, target)
      return false
    case .parent, .control, .backslash, .tooLong:
      unsafe[form, default: Tally()].add(key: reference.key)
      return form == .backslash
    }
    keys += 1
    switch table.standing(of: reference.key, line: total) {
    case .new: break
    case .again: again += 1
    case .collides(let line): colliding.add("\(shownText(reference.key)) (line \(total), like line \(line))")
    }
    return true
  }
}
