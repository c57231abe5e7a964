import Diagnostics
import Facts
import Linux
import Notation
import Synchronization
import SystemPackage

/// Keeps what a write test put, so that it is removed however the run ends: at its end, at its deadline, at an interrupt.
final class CanaryKeeper: Sendable {
  private struct State {
    var canaries: [(canary: Canary, subject: Subject)] = []
    var isClosed = false
    var left: [String] = []
    var search: (@Sendable () -> (canary: Canary, subject: Subject)?)?
  }

  private let state = Mutex(State())

  /// What could not be removed, as sentences.
  var left: [String] { state.withLock { $0.left } }

  /// How to find what another program may store for us any moment, for a run that is ended before we know of it.
  var search: (@Sendable () -> (canary: Canary, subject: Subject)?)? {
    get { state.withLock { $0.search } }
    set { state.withLock { $0.search = newValue } }
  }

  /// Puts a canary and keeps it; nil where the run is being ended.
  func put(_ subject: Subject, _ make: () -> Result<Canary, Canary.Failure>) -> Result<Canary, Canary.Failure>? {
    state.withLock { state in
      guard !state.isClosed else { return nil }
      let made = make()
      if case .success(let canary) = made { state.canaries.append((canary, subject)) }
      return made
    }
  }

  /// Notes what cannot be removed, as a sentence.
  func leave(_ sentence: String) { state.withLock { $0.left.append(sentence) } }

  /// Removes all that are there, and records it; none is put any more where the run ends.
  func clear(into recorder: Recorder, isEnding: Bool) {
    if isEnding, let late = search?() { state.withLock { $0.canaries.append(late) } }
    for (canary, subject, problem) in removed(isEnding: isEnding) {
      let path = canary.place.path.shown
      guard let problem else {
        recorder.record(
          WriteTestRemoved(path: path), of: subject, "\(path), the write test's file, was removed again")
        continue
      }
      let sentence = "\(path), the write test's file, COULD NOT BE REMOVED (\(problem)): remove it by hand"
      state.withLock { $0.left.append(sentence) }
      recorder.record(
        WriteTestLeft(commands: ["rm \(canary.place.reachable.shellQuoted)"], errno: problem.symbol, path: path),
        of: subject, sentence)
    }
  }

  private func removed(isEnding: Bool) -> [(Canary, Subject, Errno?)] {
    state.withLock { state in
      state.isClosed = state.isClosed || isEnding
      defer { state.canaries = [] }
      return state.canaries.map { ($0.canary, $0.subject, $0.canary.remove()) }
    }
  }
}
