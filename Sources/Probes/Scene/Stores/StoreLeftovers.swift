import Synchronization

/// The objects that a write test has put into a bucket and not removed yet: whoever ends the run early removes them first.
final class StoreLeftovers: Sendable {
  private struct State {
    var removals: [String: @Sendable () async -> Bool] = [:]
    var left: [String] = []
  }

  private let state = Mutex(State())

  /// What could not be removed, as sentences.
  var left: [String] { state.withLock { $0.left + $0.removals.keys.sorted().map(Self.sentence) } }

  /// Notes how to remove an object before it is written; the removal says whether it is gone.
  func expect(_ name: String, removal: @escaping @Sendable () async -> Bool) {
    state.withLock { $0.removals[name] = removal }
  }

  /// Removes one object now; says whether it is gone.
  func remove(_ name: String) async -> Bool {
    guard let removal = state.withLock({ $0.removals[name] }) else { return true }
    let isGone = await removal()
    state.withLock { state in
      guard state.removals.removeValue(forKey: name) != nil, !isGone else { return }
      state.left.append(Self.sentence(name))
    }
    return isGone
  }

  /// Forgets an object that was never written.
  func forget(_ name: String) { state.withLock { $0.removals[name] = nil } }

  /// Removes all that are there.
  func removeAll() async {
    for name in state.withLock({ Array($0.removals.keys) }) { _ = await remove(name) }
  }

  private static func sentence(_ name: String) -> String {
    "\(name), the write test's object, COULD NOT BE REMOVED: remove it by hand"
  }
}
