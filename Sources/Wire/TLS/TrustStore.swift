import NIOCore
import NIOSSL
import Notation
import Synchronization

/// The trusted certificates of a machine, read once per file, and the TLS contexts made with them.
struct TrustStore: Sendable {
  /// The file; nil when none was found.
  let path: String?

  /// Where distributions keep their bundle: Debian and Alpine, Fedora, openSUSE, older Red Hat, and OpenSSL's default.
  private static let usualPaths = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
  ]

  private static let contexts = Mutex<[String: NIOSSLContext]>([:])

  /// Takes the file that was asked for, or the first of the usual ones that can be read.
  init(path: String?) {
    self.path = path ?? TrustStore.usualPaths.first(where: TrustStore.isReadable)
  }

  /// A context that verifies chains against this file; nil when there is no file or nothing in it can be used.
  func verifyingContext(protocols: [String]) -> NIOSSLContext? {
    guard let path else { return nil }
    return TrustStore.context(key: "\(protocols) \(path)") {
      var configuration = TrustStore.configuration(protocols)
      configuration.trustRoots = .file(path)
      return configuration
    }
  }

  /// A context whose handshakes have to bring their own judge.
  func trustingContext(protocols: [String]) -> NIOSSLContext? {
    TrustStore.context(key: "\(protocols)") {
      var configuration = TrustStore.configuration(protocols)
      configuration.trustRoots = .certificates([])
      return configuration
    }
  }

  /// What the trusted certificates say about themselves.
  func certificates() -> [CertificateSummary] {
    guard let path, let certificates = try? NIOSSLCertificate.fromPEMFile(path) else { return [] }
    return certificates.compactMap { (try? $0.toDERBytes()).flatMap { CertificateSummary(parsing: $0) } }
  }

  private static func configuration(_ protocols: [String]) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.applicationProtocols = protocols
    // Names are compared afterwards, so that a wrong one is told apart from an untrusted chain.
    configuration.certificateVerification = .noHostnameVerification
    configuration.shutdownTimeout = .milliseconds(200)
    return configuration
  }

  private static func context(key: String, _ configuration: () -> TLSConfiguration) -> NIOSSLContext? {
    contexts.withLock { contexts in
      if let context = contexts[key] { return context }
      let context = try? NIOSSLContext(configuration: configuration())
      contexts[key] = context
      return context
    }
  }
}
