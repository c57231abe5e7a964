import NIOCore
import NIOSSL
import Notation

/// Stands between socket and TLS, keeps the first bytes a server sends, and says afterwards what the handshake was.
final class HandshakeObserver: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// The handler that does the handshake, and the chain it was shown where it was asked to inspect it.
  weak var security: NIOSSLClientHandler?
  var presented: [CertificateSummary] = []
  var sawUncleanShutdown = false
  private var firstBytes: [UInt8] = []

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if firstBytes.count < 512 { firstBytes += unwrapInboundIn(data).readableBytesView.prefix(512 - firstBytes.count) }
    context.fireChannelRead(data)
  }

  /// Sums up a handshake that reached its end.
  func completed(_ plan: TLSPlan, negotiated: String?) -> TLSOutcome {
    var outcome = opening
    outcome.applicationProtocol = negotiated
    if let leaf = try? security?.peerCertificate?.toDERBytes(), let summary = CertificateSummary(parsing: leaf) {
      outcome.chain = [summary]
    }
    if case .inspecting(let store) = plan.mode {
      outcome.chain = presented
      outcome.failures =
        plan.lacksTrustStore
        ? [.noTrustStore(path: store.path)]
        : ChainDiagnosis(chain: presented, trusted: store.certificates(), now: plan.now).failures()
    }
    if let leaf = outcome.chain.first, !leaf.covers(plan.host) {
      outcome.failures.append(.wrongName(names: leaf.names + leaf.addresses.map(\.description)))
    }
    return outcome
  }

  /// Sums up a handshake that broke off.
  func failed(_ problem: ExchangeProblem?, _ error: (any Error)?) -> TLSOutcome {
    var outcome = opening
    outcome.failures = [failure(problem, error)]
    return outcome
  }

  /// Whether the server got as far as showing its certificate.
  var sawServerHello: Bool { ServerHello(parsing: firstBytes) != nil }

  private var opening: TLSOutcome {
    var outcome = TLSOutcome()
    let hello = ServerHello(parsing: firstBytes)
    outcome.version = hello?.versionName
    outcome.cipher = hello?.cipherName
    return outcome
  }

  private func failure(_ problem: ExchangeProblem?, _ error: (any Error)?) -> TLSFailure {
    if let first = firstBytes.first,
      !(0x14...0x17).contains(first) || firstBytes.dropFirst().first.map({ $0 != 3 }) == true
    {
      return .notTLS(prefix: Array(firstBytes.prefix(64)))
    }
    if firstBytes.count >= 7, firstBytes[0] == 0x15, firstBytes[3] == 0, firstBytes[4] == 2 {
      return .alert(code: Int(firstBytes[6]))
    }
    if problem == .tlsTimeout || problem == .totalTimeout { return .timedOut }
    switch error {
    case nil, is IOError, NIOSSLError.uncleanShutdown?: return .closed
    case NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake]))?: return .closed
    case let error?: return .handshake(String(describing: error))
    }
  }
}
