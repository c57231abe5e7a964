import Synchronization

/// The server blocks of one list of directives: reading them costs more than most questions about them.
final class PreparedServers: Sendable {
  private let known = Mutex<[ServerBlock]?>(nil)

  /// The blocks, read when first asked for.
  func servers(reading: () -> [ServerBlock]) -> [ServerBlock] {
    if let servers = known.withLock({ $0 }) { return servers }
    let servers = reading()
    known.withLock { $0 = servers }
    return servers
  }
}
