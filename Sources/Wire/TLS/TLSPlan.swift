import NIOSSL
import Notation

/// How one connection is secured.
struct TLSPlan: Sendable {
  /// Whom a handshake believes.
  enum Mode: Sendable {
    /// Only chains that end at a trusted certificate.
    case verifying
    /// Anyone, to see the chain that verification rejected.
    case inspecting(TrustStore)
  }

  var context: NIOSSLContext
  var mode: Mode
  /// The host that the certificate has to cover.
  var host: String
  var insecure: Bool
  /// Whether there was nothing to verify a chain against.
  var lacksTrustStore = false
  var now: Int

  /// Whether the request may go out to this peer.
  func allowsSending(after outcome: TLSOutcome) -> Bool {
    if insecure { return true }
    if case .inspecting = mode { return false }
    return outcome.failures.isEmpty
  }

  /// The name to send along, which cannot be an address (RFC 6066, section 3).
  var serverName: String? {
    guard IPAddress(host) == nil else { return nil }
    return host.hasSuffix(".") ? String(host.dropLast()) : host
  }
}
