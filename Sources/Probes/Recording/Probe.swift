public import Diagnostics

/// One way of looking: it sees facts of one aspect and records them; it neither ranks, prints, exits nor writes.
public protocol Probe: Sendable {
  /// `nginx-config`; the name for `--only` and `--skip`.
  static var id: String { get }
  /// What it looks at, in one sentence.
  static var summary: String { get }
  /// What it cannot do without, in words: `root for other users' processes`.
  static var needs: String { get }
  /// The facts it can see.
  static var facts: [Fact] { get }
  /// Looks, and records what it sees as it sees it, so that a deadline loses nothing.
  func look(at scene: Scene, into recorder: Recorder) async
}

extension Probe {
  public static var needs: String { "nothing" }
}
