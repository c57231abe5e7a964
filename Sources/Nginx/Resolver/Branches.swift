/// The ways a request may go where a variable has one of a few values and it is not known which.
struct Branches {
  /// More ways than these are not followed.
  private static let most = 24

  let resolver: Resolver
  let request: Request

  /// The answer that all ways lead to; with the headers in doubt where only these differ; nil where the ways part.
  func agreed(_ choices: [String: Set<[UInt8]>], in tree: some DocumentTree) -> Answer? {
    var pending = Branches.extended([:], by: choices)
    var answers: [Answer] = []
    var names: Set<String> = Set(choices.keys)
    while let assumptions = pending.popLast() {
      guard answers.count + pending.count < Branches.most else { return nil }
      var walk = Walk(resolver: resolver, request: request, tree: tree)
      walk.assumptions = assumptions
      let answer = walk.run()
      let open = walk.openChoices.filter { assumptions[$0.key] == nil }
      if open.isEmpty || answer.certain {
        answers.append(answer)
      } else {
        pending += Branches.extended(assumptions, by: open)
      }
      names.formUnion(open.keys)
    }
    guard var answer = answers.first, answers.allSatisfy({ $0.isRouteCertain && Branches.leadsAlike($0, answer) })
    else { return nil }
    for name in names.sorted() {
      guard let block = resolver.definitions.blocks[name] else { continue }
      answer.steps.append("whatever value $\(name) has, the way is the same (\(block.position))")
      if !answers.allSatisfy({ $0.headers == answer.headers && $0.certain }) {
        let reason = "the value of $\(name) decides about headers"
        answer.unknown.append(
          Unknown(directive: block.name, reason: reason, position: block.position, effect: .headers))
      }
    }
    return answer
  }

  private static func extended(
    _ assumptions: [String: [UInt8]], by choices: [String: Set<[UInt8]>]
  ) -> [[String: [UInt8]]] {
    guard let name = choices.keys.min(), let values = choices[name] else { return [] }
    return values.sorted { $0.lexicographicallyPrecedes($1) }.map { assumptions.merging([name: $0]) { $1 } }
  }

  private static func leadsAlike(_ one: Answer, _ other: Answer) -> Bool {
    one.status == other.status && one.handler == other.handler && one.file == other.file
      && one.location == other.location && one.server == other.server && one.upstream == other.upstream
      && one.redirect == other.redirect && one.maxBodySize == other.maxBodySize && one.uri == other.uri
  }
}
