extension PatternMaker {
  mutating func atom(depth: Int) -> PatternPiece {
    switch random.number(100) {
    case 0..<28:
      return literal(random.pick(["a", "b", "c", "ab", "A", "x", "1", "-", "_", "/", " ", "é", "\n", "=", "}", "]"]))
    case 28..<34: return word()
    case 34..<40: return escaped(random.pick([".", "/", "-", "+", "?", "(", "[", "$", "\\", "\"", "{", " ", "#", "_"]))
    case 40..<62: return set()
    case 62..<80 where depth < 4: return group { $0.alternation(depth: depth + 1) }
    case 80..<85 where depth < 4: return look(depth: depth)
    case 85..<89: return reference()
    case 89..<94: return aside(random.pick(["^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\K", "\\b", "\\b"]))
    case 94..<97: return special()
    default: return flags()
    }
  }

  /// What matches one byte out of several.
  mutating func set() -> PatternPiece {
    if random.chance(60) {
      let (text, bytes) = random.pick(PatternMaker.sets)
      return .one(Array(text.utf8), of: Array(bytes.utf8))
    }
    let chosen = (0...random.number(4)).map { _ in random.pick(PatternMaker.classItems) }
    let isNegated = random.chance(25)
    let opening = "[" + (isNegated ? "^" : "") + (random.chance(4) ? "]" : "") + (random.chance(8) ? "-" : "")
    let text = opening + chosen.map(\.0).joined() + (random.chance(10) ? "-]" : "]")
    return .one(Array(text.utf8), of: Array((isNegated ? "zQ~ %" : chosen.map(\.1).joined()).utf8))
  }

  mutating func group(_ inner: (inout PatternMaker) -> PatternPiece) -> PatternPiece {
    let opening = random.pick([
      "(", "(", "(", "(?:", "(?:", "(?:", "(?<", "(?P<", "(?'", "(?>", "(?i:", "(?s:", "(?-i:", "(?m:",
    ])
    guard opening == "(" || opening.hasSuffix("<") || opening.hasSuffix("'") else {
      return .group(opening: opening, number: nil, inner(&self))
    }
    groupCount += 1
    let number = groupCount
    guard opening != "(" else { return .group(opening: opening, number: number, inner(&self)) }
    let name = random.chance(2) ? "n1" : "n\(number)"
    let piece = PatternPiece.group(
      opening: opening + name + (opening.hasSuffix("'") ? "'" : ">"), number: number, inner(&self))
    groupNames.append(name)
    return piece
  }

  private mutating func look(depth: Int) -> PatternPiece {
    let opening = random.pick(["(?=", "(?!", "(?<=", "(?<!"])
    let inner = opening.hasPrefix("(?<") && random.chance(80) ? word() : alternation(depth: depth + 2)
    let look = PatternPiece.look(opening: opening, inner)
    switch opening {
    case "(?=" where random.chance(50): return .sequence([look, inner])
    case "(?<=" where random.chance(60): return .sequence([inner, look])
    default: return look
    }
  }

  private mutating func reference() -> PatternPiece {
    guard groupCount > 0, !random.chance(3) else { return literal("b") }
    let number = 1 + random.number(groupCount)
    let forms = [
      "\\\(number)", "\\\(number)", "\\g{\(number)}", "\\g\(number)", "\\g{-\(1 + random.number(groupCount))}",
    ]
    let named = groupNames.isEmpty ? nil : random.pick(groupNames)
    if let named, random.chance(30) {
      let text = random.pick(["\\k<\(named)>", "\\k{\(named)}", "\\k'\(named)'", "(?P=\(named))", "\\g{\(named)}"])
      return .reference(Array(text.utf8), group: Int(named.dropFirst()) ?? 1)
    }
    return .reference(Array(random.pick(forms).utf8), group: number)
  }

  private mutating func special() -> PatternPiece {
    let (text, bytes) = random.pick(random.chance(8) ? PatternMaker.unmodelled : PatternMaker.literals)
    return .literal(Array(text.utf8), matching: Array(bytes.utf8))
  }

  private mutating func flags() -> PatternPiece {
    aside(random.pick(["(?i)", "(?i)", "(?-i)", "(?s)", "(?m)", "(?x)", "(?ms)", "(?i-s)", "(?-s)", "(?im-x)"]))
  }

  mutating func quantified(_ piece: PatternPiece) -> PatternPiece {
    let most = random.number(4)
    let least = random.number(most + 1)
    var (quantifier, low, high) = random.pick([
      ("*", 0, 3), ("+", 1, 3), ("?", 0, 1), ("*", 0, 3), ("+", 1, 3), ("{\(least)}", least, least),
      ("{\(least),}", least, least + 2),
      ("{\(least),\(most)}", least, most),
    ])
    quantifier += random.pick(["", "", "", "", "?", "?", "+"])
    if random.chance(2) { quantifier += random.pick(["*", "+", "?", "{2}"]) }
    return .repeated(piece, quantifier: quantifier, least: low, most: high)
  }
}
