import Facts
import Notation
import Wire

extension TLSFailure {
  /// The fact's word for it, and a sentence for people.
  var told: (problem: HTTPTLSProblem.Problem, detail: String) {
    switch self {
    case .expired(let subject, let notAfter):
      (.expired, "the certificate of \(subject) expired \(CivilDate(secondsSince1970: notAfter))")
    case .notYetValid(let subject, let notBefore):
      (
        .notYetValid,
        "the certificate of \(subject) is not valid before \(CivilDate(secondsSince1970: notBefore)); or the clock here is wrong"
      )
    case .wrongName(let names): (.wrongName, "the certificate is for \(names.joined(separator: ", ")) only")
    case .selfSigned: (.selfSigned, "the certificate is its own issuer")
    case .missingIntermediate(let issuer, _):
      (.unknownIssuer, "the server does not send the intermediate certificate of \(issuer)")
    case .unknownIssuer(let issuer): (.unknownIssuer, "the issuer \(issuer) is not trusted here")
    case .rejected(let text): (.other, "the chain is rejected: \(text)")
    case .noTrustStore(let path):
      (.other, "there is no bundle of trusted certificates here" + (path.map { " (\($0))" } ?? ""))
    case .notTLS: (.protocol, "the server does not speak TLS on this port")
    case .alert(let code): (.protocol, "the server refused with alert \(code)")
    case .closed: (.protocol, "the connection was closed within the handshake")
    case .timedOut: (.protocol, "the handshake did not end in time")
    case .handshake(let text): (.other, text)
    }
  }
}
