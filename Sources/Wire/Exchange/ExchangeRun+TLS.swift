import NIOCore
import Notation

extension ExchangeRun {
  /// How to secure a connection: verifying where certificates to verify by can be had, else only looking.
  func tlsPlan(inspecting: Bool) -> TLSPlan? {
    let store = TrustStore(path: options.trustRoots)
    let now = options.now ?? TrustStore.clock()
    let host = request.url.host
    if !inspecting, let context = store.verifyingContext(protocols: protocols) {
      return TLSPlan(context: context, mode: .verifying, host: host, insecure: options.insecure, now: now)
    }
    return store.trustingContext(protocols: protocols).map {
      TLSPlan(
        context: $0, mode: .inspecting(store), host: host, insecure: options.insecure,
        lacksTrustStore: !inspecting, now: now)
    }
  }

  /// Whether the server refused every application protocol but those not offered (RFC 7301, section 3.2).
  var insistsOnHTTP2: Bool {
    options.http2 == .whenInsisted && result.tls?.failures == [.alert(code: 120)]
  }

  /// Connects again and offers HTTP/2 alone.
  mutating func repeatOverHTTP2(_ endpoint: Endpoint, _ plan: ConnectionPlan) async {
    protocols = ["h2"]
    var second = plan
    second.tls = tlsPlan(inspecting: false)
    let (attempt, record) = await Connection(endpoint: endpoint, plan: second).run()
    result.attempts.append(attempt)
    if let record { adopt(record, from: endpoint) }
  }

  /// Connects again and lets any certificate pass, because a rejected chain is not shown.
  mutating func inspect(_ endpoint: Endpoint, _ plan: ConnectionPlan) async {
    var second = plan
    second.tls = tlsPlan(inspecting: true)
    let (attempt, record) = await Connection(endpoint: endpoint, plan: second).run()
    guard attempt.outcome == .connected, var record, record.securedAt != nil, var outcome = record.tls else { return }
    if outcome.failures.isEmpty, case .handshake(let words)? = result.tls?.failures.first {
      outcome.failures = [.rejected(words)]
    }
    record.tls = outcome
    record.problem = options.insecure ? record.problem : .tlsFailure
    adopt(record, from: endpoint)
  }
}
