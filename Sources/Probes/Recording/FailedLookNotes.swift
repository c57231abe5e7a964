import Linux

/// The failed looks of one probe: each once, those at many processes together, and beyond a bound only how many.
struct FailedLookNotes: Sendable {
  /// A failed look, and how many further ones it stands for.
  struct Note: Sendable, Hashable {
    let look: FailedLook
    var more = 0
  }

  /// How many are told one by one.
  static let most = 50
  /// How many are remembered so that each counts once; of what fails beyond, every look counts.
  private static let remembered = 10_000

  private var seen: Set<FailedLook> = []
  private var notes: [Note] = []
  private var numbers: [FailedLook: Int] = [:]
  private var rest: Note?
  private var handedOut = 0

  /// Notes a look.
  mutating func add(_ look: FailedLook) {
    guard !seen.contains(look) else { return }
    if seen.count < Self.remembered { seen.insert(look) }
    let kind = look.ofAnyProcess
    if let number = numbers[kind] {
      notes[number].more += 1
    } else if notes.count < Self.most {
      numbers[kind] = notes.count
      notes.append(Note(look: look))
    } else if rest != nil {
      rest?.more += 1
    } else {
      rest = Note(look: look)
    }
  }

  /// Hands out what was noted since the last time; the last one stands for all beyond the bound.
  mutating func take() -> [Note] {
    let new = notes[handedOut...] + [rest].compactMap { $0 }
    handedOut = notes.count
    rest = nil
    return Array(new)
  }
}
