import Synchronization

/// Takes the answers of one stage as they come, so that a probe that is stopped loses none of those it had.
public final class AnswerCollector: Sendable {
  private let state = Mutex(Answers())

  init() {}

  /// What has come so far.
  var answers: Answers { state.withLock { $0 } }

  /// Adds what was answered.
  func add(_ answers: Answers) { state.withLock { $0.add(answers) } }
}
