import Notation
import Wire

extension Exchange {
  /// The status of the answer; nil where none came.
  var status: Int? { response?.status }

  /// The address that answered, as text; nil for a unix socket.
  var peerAddress: String? {
    guard case .tcp(let address, _)? = peer else { return nil }
    return "\(address)"
  }

  /// Whether another machine answered: a connection to an address of one's own begins at that address.
  var isOfOtherMachine: Bool {
    guard case .tcp(let far, _)? = peer, case .tcp(let near, _)? = local else { return false }
    return far != near && far.scope != .loopback
  }
}
