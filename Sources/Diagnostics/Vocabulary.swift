/// All facts that probes can see, by kind.
public struct Vocabulary: Sendable {
  private let facts: [String: Fact]

  public init(_ facts: [Fact]) {
    self.facts = Dictionary(facts.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fact of a kind, or nil where no probe declares it.
  public subscript(kind: String) -> Fact? { facts[kind] }

  /// All kinds in alphabetical order.
  public var kinds: [String] { facts.keys.sorted() }
}
