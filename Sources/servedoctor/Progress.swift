import Synchronization

/// What is being looked at, on a terminal only and only when a run takes longer than a moment.
final class Progress: Sendable {
  private let began = ContinuousClock.now
  private let isShown = Mutex(false)
  private let isTerminal = Output.columns(of: 2) != nil

  func show(_ what: String) {
    guard isTerminal, began.duration(to: .now) > .milliseconds(300) else { return }
    isShown.withLock { $0 = true }
    Output.write("\r\u{1b}[Klooking: \(what)", to: 2)
  }

  func clear() {
    if isShown.withLock({ $0 }) { Output.write("\r\u{1b}[K", to: 2) }
  }
}
