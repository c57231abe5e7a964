import Wire

extension Exchange {
  /// The status of the answer; nil where none came.
  var status: Int? { response?.status }

  /// The address that answered, as text; nil for a unix socket.
  var peerAddress: String? {
    guard case .tcp(let address, _)? = peer else { return nil }
    return "\(address)"
  }
}
