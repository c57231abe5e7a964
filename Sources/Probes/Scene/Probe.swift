public import Diagnostics
import Facts

/// One way of looking: it sees facts of one aspect and records them; it neither ranks, prints, exits nor writes.
public protocol Probe: Sendable {
  /// `nginx-config`; the name for `--only` and `--skip`.
  static var id: String { get }
  /// What it looks at, in one sentence.
  static var summary: String { get }
  /// What it cannot do without.
  static var needs: [ProbeNeed] { get }
  /// Looks, and records what it sees as it sees it, so that a deadline loses nothing.
  func look(at scene: Scene, into recorder: Recorder) async throws
}

/// A probe that sends requests, whose answers later stages look at.
public protocol AskingProbe: Probe {
  /// Asks, records what it sees, and hands on each answer as it comes.
  func ask(_ scene: Scene, into recorder: Recorder, answers: AnswerCollector) async throws
}

extension Probe {
  public static var needs: [ProbeNeed] { [] }
  /// The facts that it declares.
  public static var facts: [Fact] { FactCatalogue.declared(by: id) }
}

extension AskingProbe {
  public func look(at scene: Scene, into recorder: Recorder) async throws {
    try await ask(scene, into: recorder, answers: AnswerCollector())
  }
}
