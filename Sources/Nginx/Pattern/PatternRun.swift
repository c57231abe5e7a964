/// One attempt to match a program against a subject, with a bound on the work.
struct PatternRun {
  private enum Choice {
    case branch(address: Int, position: Int)
    case register(Int, old: Int)
    /// A greedy single-byte loop that can still give bytes back.
    case shrink(address: Int, low: Int, high: Int)
  }

  private static let deepest = 50

  let program: PatternProgram
  let subject: [UInt8]
  var registers: [Int]
  /// Instructions left before the attempt is given up.
  var budget: Int
  private var choices: [Choice] = []
  private var depth = 0

  init(program: PatternProgram, subject: [UInt8], budget: Int) {
    self.program = program
    self.subject = subject
    self.budget = budget
    registers = Array(repeating: -1, count: program.registerCount)
  }

  var isExhausted: Bool { budget <= 0 }

  /// Tries to match at exactly this place; returns the end of the match.
  mutating func match(at start: Int, from entry: Int = 0) -> Int? {
    let floor = choices.count
    depth += 1
    defer { depth -= 1 }
    guard depth < PatternRun.deepest else {
      budget = 0
      return nil
    }
    var address = entry
    var position = start
    while true {
      budget -= 1
      if budget <= 0 { return nil }
      if case .accept = program.instructions[address] {
        discardChoices(above: floor)
        return position
      }
      if !step(&address, &position), !backtrack(&address, &position, floor: floor) { return nil }
    }
  }

  /// Keeps register changes (a success) but forgets the alternatives.
  private mutating func discardChoices(above floor: Int) {
    guard depth > 1 else {
      choices.removeSubrange(floor...)
      return
    }
    var kept: [Choice] = []
    for choice in choices[floor...] { if case .register = choice { kept.append(choice) } }
    choices.removeSubrange(floor...)
    choices += kept
  }

  private mutating func set(_ register: Int, _ value: Int) {
    choices.append(.register(register, old: registers[register]))
    registers[register] = value
  }

  private mutating func step(_ address: inout Int, _ position: inout Int) -> Bool {
    switch program.instructions[address] {
    case .byte(let byte):
      guard position < subject.count, subject[position] == byte else { return false }
      position += 1
    case .set(let index):
      guard position < subject.count, program.sets[index].contains(subject[position]) else { return false }
      position += 1
    case .anchor(let anchor):
      guard holds(anchor, position) else { return false }
    case .split(let first, let second):
      choices.append(.branch(address: second, position: position))
      address = first
      return true
    case .jump(let target), .leaveIfEmpty(_, let target):
      if case .leaveIfEmpty(let register, _) = program.instructions[address], registers[register] != position { break }
      address = target
      return true
    case .mark(let register): set(register, position)
    case .close(let group, let opening):
      set(group * 2, registers[opening])
      set(group * 2 + 1, position)
    case .backreference(let group, let caseless):
      guard let end = matchReference(group, caseless: caseless, position) else { return false }
      position = end
    case .repeatSet(let index, let least, let most):
      guard let end = consume(index, least: least, most: most, position, address) else { return false }
      position = end
    case .atomic(let next):
      guard let end = match(at: position, from: address + 1) else { return false }
      position = end
      address = next
      return true
    case .lookAhead(let negative, let next): return look(negative, next, at: position, end: nil, &address)
    case .lookBehind(let negative, let length, let next):
      return look(negative, next, at: position - length, end: position, &address)
    case .accept, .fail: return false
    }
    address += 1
    return true
  }

  private mutating func look(_ negative: Bool, _ next: Int, at place: Int, end: Int?, _ address: inout Int) -> Bool {
    let floor = choices.count
    let found = place >= 0 ? match(at: place, from: address + 1) : nil
    if budget <= 0 { return false }
    let succeeded = found != nil && (end == nil || found == end)
    if succeeded == negative {
      restore(to: floor)
      return false
    }
    if negative { restore(to: floor) }
    address = next
    return true
  }

  private mutating func consume(_ index: Int, least: Int, most: Int, _ position: Int, _ address: Int) -> Int? {
    let set = program.sets[index]
    let limit = most < subject.count - position ? position + most : subject.count
    var end = position
    while end < limit, set.contains(subject[end]) { end += 1 }
    budget -= (end - position) / 8
    guard end - position >= least else { return nil }
    if end > position + least {
      choices.append(.shrink(address: address + 1, low: position + least, high: end - 1))
    }
    return end
  }

  private mutating func restore(to floor: Int) {
    while choices.count > floor, let choice = choices.popLast() {
      if case .register(let register, let old) = choice { registers[register] = old }
    }
  }

  private mutating func backtrack(_ address: inout Int, _ position: inout Int, floor: Int) -> Bool {
    while choices.count > floor, let choice = choices.popLast() {
      switch choice {
      case .register(let register, let old): registers[register] = old
      case .branch(let target, let place):
        address = target
        position = place
        return true
      case .shrink(let target, let low, let high):
        if high > low { choices.append(.shrink(address: target, low: low, high: high - 1)) }
        address = target
        position = high
        return true
      }
    }
    return false
  }

  private func matchReference(_ group: Int, caseless: Bool, _ position: Int) -> Int? {
    let start = registers[group * 2]
    let end = registers[group * 2 + 1]
    guard start >= 0, position + end - start <= subject.count else { return nil }
    for offset in 0..<(end - start) {
      let left = subject[start + offset]
      let right = subject[position + offset]
      if left != right, !caseless || Bytes.lowercased(left) != Bytes.lowercased(right) { return nil }
    }
    return position + end - start
  }

  private func holds(_ anchor: PatternNode.Anchor, _ position: Int) -> Bool {
    let count = subject.count
    switch anchor {
    case .subjectStart: return position == 0
    case .lineStart: return position == 0 || (subject[position - 1] == 10 && position < count)
    case .subjectEnd: return position == count
    case .subjectEndOrNewline: return position == count || (position == count - 1 && subject[position] == 10)
    case .lineEnd: return position == count || subject[position] == 10
    case .wordBoundary, .notWordBoundary:
      let before = position > 0 && ByteSet.word.contains(subject[position - 1])
      let after = position < count && ByteSet.word.contains(subject[position])
      return (before != after) == (anchor == .wordBoundary)
    }
  }
}
