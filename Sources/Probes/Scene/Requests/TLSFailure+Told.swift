import Facts
import Wire

extension TLSFailure {
  /// The fact's word for it, and a sentence for people.
  var told: (problem: HTTPTLSProblem.Problem, detail: String) {
    switch self {
    case .expired(let subject, let notAfter): (.expired, "the certificate of \(subject) expired \(Self.day(notAfter))")
    case .notYetValid(let subject, let notBefore):
      (
        .notYetValid,
        "the certificate of \(subject) is not valid before \(Self.day(notBefore)); or the clock here is wrong"
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

  /// `2026-03-01` of seconds since 1970: days to a civil date by era arithmetic on the proleptic Gregorian calendar.
  static func day(_ seconds: Int64) -> String {
    let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(dayOfYear - (153 * shifted + 2) / 5 + 1))"
  }
}
