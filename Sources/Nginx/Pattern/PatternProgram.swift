/// The instructions a regular expression is compiled to.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case byte(UInt8)
    case set(Int)
    case anchor(PatternNode.Anchor)
    /// Goes on at the first address and, if that fails, at the second.
    case split(Int, Int)
    case jump(Int)
    /// Remembers where the match, a group or a loop's turn begins.
    case mark(Int)
    /// Ends a group that began where the register says; until here the group has what it had before.
    case close(Int, opening: Int)
    /// Leaves the loop at the address if its turn matched nothing.
    case leaveIfEmpty(Int, Int)
    case backreference(Int, caseless: Bool)
    /// Runs what follows up to `accept` on its own, then goes on at the address.
    case atomic(next: Int)
    case lookAhead(negative: Bool, next: Int)
    case lookBehind(negative: Bool, length: Int, next: Int)
    /// Repeats a single-byte set greedily: the commonest loop, without a turn per byte on the stack.
    case repeatSet(Int, least: Int, most: Int)
    case accept
    case fail
  }

  private static let longest = 20000

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ByteSet] = []
  private(set) var registerCount: Int

  init(_ node: PatternNode, captures: Int) throws(PatternError) {
    registerCount = (captures + 1) * 2
    try emit(node)
    instructions.append(.accept)
  }

  private mutating func add(_ instruction: Instruction) throws(PatternError) {
    guard instructions.count < PatternProgram.longest else { throw .unsupported("very long repetition") }
    instructions.append(instruction)
  }

  private mutating func index(of set: ByteSet) -> Int {
    if let known = sets.firstIndex(of: set) { return known }
    sets.append(set)
    return sets.count - 1
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .empty: break
    case .byte(let byte): try add(.byte(byte))
    case .set(let set): try add(.set(index(of: set)))
    case .anchor(let anchor): try add(.anchor(anchor))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternation(let branches): try emit(branches: branches)
    case .keepOut: try add(.mark(0))
    case .capture(let group, let inner):
      let opening = newRegister()
      try add(.mark(opening))
      try emit(inner)
      try add(.close(group, opening: opening))
    case .atomic(let inner): try emitSub(inner) { .atomic(next: $0) }
    case .look(true, let negative, let inner): try emitSub(inner) { .lookAhead(negative: negative, next: $0) }
    case .look(false, let negative, let inner): try emitLookBehind(inner, negative: negative)
    case .backreference(let group, let caseless): try add(.backreference(group, caseless: caseless))
    case .repeated(let inner, let least, let most, let greed):
      try emitRepeat(inner, least: least, most: most, greed: greed)
    }
  }

  private mutating func emit(branches: [PatternNode]) throws(PatternError) {
    var exits: [Int] = []
    for (offset, branch) in branches.enumerated() {
      let isLast = offset == branches.count - 1
      let split = instructions.count
      if !isLast { try add(.fail) }
      try emit(branch)
      if !isLast {
        exits.append(instructions.count)
        try add(.fail)
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emitSub(_ inner: PatternNode, _ make: (Int) -> Instruction) throws(PatternError) {
    let start = instructions.count
    try add(.fail)
    try emit(inner)
    try add(.accept)
    instructions[start] = make(instructions.count)
  }

  private mutating func emitLookBehind(_ inner: PatternNode, negative: Bool) throws(PatternError) {
    let branches: [PatternNode] = if case .alternation(let branches) = inner { branches } else { [inner] }
    if negative {
      for branch in branches {
        let length = branch.fixedLength ?? 0
        try emitSub(branch) { .lookBehind(negative: true, length: length, next: $0) }
      }
      return
    }
    var exits: [Int] = []
    for (offset, branch) in branches.enumerated() {
      let isLast = offset == branches.count - 1
      let split = instructions.count
      if !isLast { try add(.fail) }
      let length = branch.fixedLength ?? 0
      try emitSub(branch) { .lookBehind(negative: false, length: length, next: $0) }
      if !isLast {
        exits.append(instructions.count)
        try add(.fail)
        instructions[split] = .split(split + 1, instructions.count)
      }
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emitRepeat(
    _ inner: PatternNode, least: Int, most: Int?, greed: PatternNode.Greed
  ) throws(PatternError) {
    if greed == .possessive {
      try emitSub(.repeated(inner, least: least, most: most, .greedy)) { .atomic(next: $0) }
      return
    }
    if greed == .greedy, let set = PatternProgram.singleSet(inner) {
      try add(.repeatSet(index(of: set), least: least, most: most ?? Int.max))
      return
    }
    guard let most else {
      for _ in 1..<max(least, 1) { try emit(inner) }
      try emitLoop(inner, isOptional: least == 0, greed: greed)
      return
    }
    for _ in 0..<least { try emit(inner) }
    var splits: [Int] = []
    for _ in least..<max(most, least) {
      splits.append(instructions.count)
      try add(.fail)
      try emit(inner)
    }
    for split in splits { instructions[split] = choice(greed, into: split + 1, past: instructions.count) }
  }

  /// The last turns of an endless repetition; a turn that matches nothing is the last.
  private mutating func emitLoop(
    _ inner: PatternNode, isOptional: Bool, greed: PatternNode.Greed
  ) throws(PatternError) {
    let register = newRegister()
    let entry = instructions.count
    if isOptional { try add(.fail) }
    let start = instructions.count
    try add(.mark(register))
    try emit(inner)
    let check = instructions.count
    try add(.fail)
    let end = instructions.count + 1
    try add(choice(greed, into: start, past: end))
    if isOptional { instructions[entry] = choice(greed, into: start, past: end) }
    instructions[check] = .leaveIfEmpty(register, end)
  }

  private mutating func newRegister() -> Int {
    registerCount += 1
    return registerCount - 1
  }

  private func choice(_ greed: PatternNode.Greed, into inner: Int, past outer: Int) -> Instruction {
    greed == .lazy ? .split(outer, inner) : .split(inner, outer)
  }

  private static func singleSet(_ node: PatternNode) -> ByteSet? {
    switch node {
    case .byte(let byte): ByteSet([byte])
    case .set(let set): set
    case .sequence(let parts) where parts.count == 1: singleSet(parts[0])
    default: nil
    }
  }
}
