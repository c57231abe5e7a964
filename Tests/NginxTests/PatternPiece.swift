/// A part of a random regular expression, which knows its text and texts that it matches.
indirect enum PatternPiece {
  /// Text, and the bytes one of which it matches; none for what matches nothing by itself.
  case one([UInt8], of: [UInt8])
  /// Text, and the bytes that it matches.
  case literal([UInt8], matching: [UInt8])
  case sequence([PatternPiece])
  case alternation([PatternPiece])
  /// A group from its opening parenthesis on, and its number if it captures.
  case group(opening: String, number: Int?, PatternPiece)
  /// An assertion about what is beside it.
  case look(opening: String, PatternPiece)
  case repeated(PatternPiece, quantifier: String, least: Int, most: Int)
  case reference([UInt8], group: Int)

  var text: [UInt8] {
    switch self {
    case .one(let text, _), .literal(let text, _), .reference(let text, _): text
    case .sequence(let parts): parts.flatMap(\.text)
    case .alternation(let branches): Array(branches.map(\.text).joined(separator: "|".utf8))
    case .group(let opening, _, let inner), .look(let opening, let inner):
      Array(opening.utf8) + inner.text + Array(")".utf8)
    case .repeated(let inner, let quantifier, _, _): inner.text + Array(quantifier.utf8)
    }
  }

  /// Bytes that the piece mostly matches; what assertions ask of their surroundings is left to chance.
  func sample(_ random: inout RandomSource, groups: inout [Int: [UInt8]]) -> [UInt8] {
    switch self {
    case .one(_, let bytes): return bytes.isEmpty ? [] : [random.pick(bytes)]
    case .literal(_, let bytes): return bytes
    case .sequence(let parts):
      var bytes: [UInt8] = []
      for part in parts { bytes += part.sample(&random, groups: &groups) }
      return bytes
    case .alternation(let branches): return random.pick(branches).sample(&random, groups: &groups)
    case .group(_, let number, let inner):
      let bytes = inner.sample(&random, groups: &groups)
      if let number { groups[number] = bytes }
      return bytes
    case .look: return []
    case .repeated(let inner, _, let least, let most):
      var bytes: [UInt8] = []
      for _ in 0..<(least + random.number(most - least + 1)) { bytes += inner.sample(&random, groups: &groups) }
      return bytes
    case .reference(_, let group): return groups[group] ?? []
    }
  }
}
