import Diagnostics

/// Pairs the causes of two examinations, the closest first.
struct CauseMatch {
  private(set) var pairs: [Comparison.Pair] = []
  /// Causes of the earlier examination alone.
  private(set) var gone: [DiagnosedCause]
  /// Causes of the later examination alone.
  private(set) var new: [DiagnosedCause]

  init(before: [DiagnosedCause], after: [DiagnosedCause]) {
    (gone, new) = (before, after)
    pair { Self.key($0) == Self.key($1) }
    pair { Self.stable(Self.key($0)) == Self.stable(Self.key($1)) }
    pair { $0.cause.id == $1.cause.id && !Set($0.subjects).isDisjoint(with: $1.subjects) }
  }

  /// Pairs what was folded under a root, or is now, with that root: it is neither new nor cured.
  mutating func pairFolded() {
    let (before, after) = (pairs.map(\.before) + gone, pairs.map(\.after) + new)
    for cause in new {
      guard let root = before.first(where: { Self.holds(cause, under: $0) }) else { continue }
      pairs.append(Comparison.Pair(before: root, after: cause))
      new.removeAll { Self.key($0) == Self.key(cause) }
    }
    for cause in gone {
      guard let root = after.first(where: { Self.holds(cause, under: $0) }) else { continue }
      pairs.append(Comparison.Pair(before: cause, after: root))
      gone.removeAll { Self.key($0) == Self.key(cause) }
      new.removeAll { Self.key($0) == Self.key(root) }
    }
  }

  private mutating func pair(where isSame: (DiagnosedCause, DiagnosedCause) -> Bool) {
    var rest: [DiagnosedCause] = []
    for earlier in gone {
      if let index = new.firstIndex(where: { isSame(earlier, $0) }) {
        pairs.append(Comparison.Pair(before: earlier, after: new.remove(at: index)))
      } else {
        rest.append(earlier)
      }
    }
    gone = rest
  }

  private static func holds(_ cause: DiagnosedCause, under root: DiagnosedCause) -> Bool {
    root.consequences.contains { $0.id == cause.cause.id } && !Set(root.subjects).isDisjoint(with: cause.subjects)
  }

  private static func key(_ diagnosed: DiagnosedCause) -> String {
    "\(diagnosed.cause.id) \(diagnosed.culprit ?? Wording.subject(diagnosed.subject) ?? "")"
  }

  /// The text without numbers of processes and lines, which change between two examinations of one fault.
  private static func stable(_ text: String) -> String {
    var result = ""
    var digits = ""
    for character in text + " " {
      if character.isNumber,
        !digits.isEmpty || result.hasSuffix("/proc/") || result.hasSuffix("pid ")
          || result.hasSuffix("process ") || result.hasSuffix(":")
      {
        digits.append(character)
        continue
      }
      if !digits.isEmpty { result += character.isLetter ? digits : "#" }
      digits = ""
      result.append(character)
    }
    return result
  }
}

extension DiagnosedCause {
  /// Every case that the cause is about, by what names it.
  fileprivate var subjects: [String] { ([subject] + otherSubjects).compactMap(Wording.subject) }
}
