import Glibc
import Notation
import Synchronization

/// What is being looked at: on a terminal only, only when a run takes longer than a moment, and gone when it is done.
final class Progress: Sendable {
  private struct State {
    var what = "discovery"
    var isShown = false
    var isOver = false
  }

  private static let moment = Duration.milliseconds(400)
  private let began = ContinuousClock.now
  private let state = Mutex(State())

  /// Begins to watch the clock, where standard error is a terminal that understands control sequences.
  init() {
    guard Output.columns(of: 2) != nil, !Output.isDumb else { return }
    Task.detached { [weak self] in
      repeat { try? await Task.sleep(for: Self.moment) } while self?.draw() == true
    }
  }

  /// Takes down what is looked at from now on.
  func show(_ what: String) { state.withLock { $0.what = what } }

  /// Removes the line, for good.
  func clear() {
    state.withLock { state in
      state.isOver = true
      if state.isShown { Output.write("\r\u{1b}[K", to: 2) }
      state.isShown = false
    }
  }

  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isOver else { return false }
      let line = "\(began.duration(to: .now).components.seconds) s, looking: \(state.what)"
      let columns = (Output.columns(of: 2) ?? 80) - 1
      state.isShown = true
      return Output.write("\r\u{1b}[K" + line.prefix(columns), to: 2)
    }
  }
}
