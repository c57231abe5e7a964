import Diagnostics
import Facts

/// The exchanges of an examination with the times of their phases.
///
/// An answer is one where its fields hold the whole time or that of a phase.
struct Waterfall {
  enum Phase: String, CaseIterable {
    case dns, connect, tls, wait, body
  }

  struct Exchange {
    let name: String
    /// Milliseconds of each phase.
    let phases: [(phase: Phase, duration: Double)]
    let total: Double
  }

  let exchanges: [Exchange]
  /// How many exchanges there were.
  let count: Int

  init(_ report: Report) {
    let all = report.observations.lazy.filter { $0.isOf(HTTPStatus.self) }.compactMap { Self.exchange($0.read) }
    var count = 0
    var first: [Exchange] = []
    for exchange in all {
      count += 1
      if first.count < 12 { first.append(exchange) }
    }
    self.count = count
    exchanges = first
  }

  private static func exchange(_ observation: Observation) -> Exchange? {
    func time(_ field: FactField<HTTPStatus, Double>) -> Double? {
      observation[field].flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
    let fields: [(Phase, FactField<HTTPStatus, Double>)] = [
      (.dns, HTTPStatus.dnsMs), (.connect, HTTPStatus.connectMs), (.tls, HTTPStatus.tlsMs),
      (.wait, HTTPStatus.firstByteMs),
    ]
    var phases = fields.compactMap { phase, field in time(field).map { (phase: phase, duration: $0) } }
    let known = phases.reduce(0) { $0 + $1.duration }
    let whole = time(HTTPStatus.totalMs)
    let total = max(whole ?? known, known)
    guard total > 0, !phases.isEmpty || whole != nil else { return nil }
    if total > known { phases.append((.body, total - known)) }
    let name = observation.summary.isEmpty ? observation.subject[.url] ?? observation.kind : observation.summary
    return Exchange(name: name, phases: phases, total: total)
  }
}
