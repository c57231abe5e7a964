extension Resolution.Failure {
  /// Sums up questions about one name of which none brought an address.
  init(_ queries: [DNSQuery]) {
    let outcomes = queries.map(\.outcome)
    let known = outcomes.contains { if case .noData = $0 { true } else { false } }
    if outcomes.contains(.serverFailure) || outcomes.contains(.refused) || outcomes.contains(.malformed) {
      self = .serverFailure
    } else if outcomes.isEmpty || outcomes.contains(.timedOut) {
      self = .timedOut
    } else if outcomes.contains(where: { if case .unreachable = $0 { true } else { false } }) {
      self = .serverUnreachable
    } else if outcomes.contains(.noSuchName) {
      self = .noSuchName
    } else {
      self = known ? .noAddress : .serverFailure
    }
  }
}
