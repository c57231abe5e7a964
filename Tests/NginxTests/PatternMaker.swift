/// Makes random regular expressions: whole ones as sites write them, and nested ones of every construct.
struct PatternMaker {
  var random: RandomSource
  var groupCount = 0
  var groupNames: [String] = []

  static let words = [
    "css", "js", "img", "static", "media", "a", "b", "ab", "index", "php", "wp-content", "uploads", "v1", "www", "api",
    "x",
    "png", "jpe?g", "old", "example", "com", "Android", "é",
  ]

  init(seed: Int) { random = RandomSource(seed: seed) }

  mutating func pattern() -> PatternPiece {
    switch random.number(10) {
    case 0: location()
    case 1: ending()
    case 2: rewrite()
    case 3: host()
    case 4: .sequence([aside("(?i)"), words()])
    default: anchored(alternation(depth: 0))
    }
  }

  /// As `^/media/(.*)\.(?:css|js)$`.
  private mutating func location() -> PatternPiece {
    .sequence([aside("^"), literal("/"), word(), literal("/"), atom(depth: 1), ending()])
  }

  private mutating func ending() -> PatternPiece {
    .sequence([escaped("."), group { $0.words() }, aside(random.pick(["$", "", "(?:$|/)", "\\b", "\\z"]))])
  }

  /// As `^/(?<year>\d{4})/([^/]+)/?$`.
  private mutating func rewrite() -> PatternPiece {
    let parts = (0...random.number(3)).flatMap { _ in
      let part: [PatternPiece] = [literal("/"), group { $0.quantified($0.set()) }]
      return part
    }
    return .sequence([aside("^")] + parts + [.repeated(literal("/"), quantifier: "?", least: 0, most: 1), aside("$")])
  }

  /// As `^(?<user>[\w-]+)\.example\.(com|org)$`.
  private mutating func host() -> PatternPiece {
    .sequence([
      aside("^"), group { $0.quantified($0.set()) }, escaped("."), word(), escaped("."), group { $0.words() },
      aside("$"),
    ])
  }

  private mutating func words() -> PatternPiece {
    .alternation((0...random.number(4)).map { _ in word() })
  }

  private mutating func anchored(_ piece: PatternPiece) -> PatternPiece {
    .sequence([aside(random.chance(40) ? "^" : "")] + [piece] + [aside(random.chance(30) ? "$" : "")])
  }

  mutating func alternation(depth: Int) -> PatternPiece {
    let count = random.chance(70) ? 1 : 2 + random.number(2)
    let branches = (0..<count).map { _ in sequence(depth: depth) }
    return count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence(depth: Int) -> PatternPiece {
    .sequence(
      (0..<random.number(depth == 0 ? 7 : 4)).map { _ in
        random.chance(35) ? quantified(atom(depth: depth)) : atom(depth: depth)
      })
  }

  func aside(_ text: String) -> PatternPiece { .literal(Array(text.utf8), matching: []) }

  func literal(_ text: String) -> PatternPiece { .literal(Array(text.utf8), matching: Array(text.utf8)) }

  func escaped(_ text: String) -> PatternPiece { .literal(Array("\\\(text)".utf8), matching: Array(text.utf8)) }

  mutating func word() -> PatternPiece {
    let word = random.pick(PatternMaker.words)
    return .literal(Array(word.utf8), matching: Array((word == "jpe?g" ? "jpg" : word).utf8))
  }
}
