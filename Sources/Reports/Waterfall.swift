import Diagnostics
import Notation

/// The exchanges of an examination with the times of their phases.
///
/// What an HTTP probe saw is an exchange where its fields hold `total_ms` or another of the phases' times.
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
    let all = report.observations.lazy.filter { $0.kind.hasPrefix("http.") }.compactMap(Self.exchange)
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
    let times = observation.data
    func time(_ name: String) -> Double? { times[name]?.number.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil } }
    let fields: [(Phase, String)] = [
      (.dns, "dns_ms"), (.connect, "connect_ms"), (.tls, "tls_ms"), (.wait, "first_byte_ms"),
    ]
    var phases = fields.compactMap { phase, name in time(name).map { (phase: phase, duration: $0) } }
    let known = phases.reduce(0) { $0 + $1.duration }
    let total = max(time("total_ms") ?? known, known)
    guard total > 0, !phases.isEmpty || time("total_ms") != nil else { return nil }
    if total > known { phases.append((.body, total - known)) }
    let name = observation.summary.isEmpty ? observation.subject[.url] ?? observation.kind : observation.summary
    return Exchange(name: name, phases: phases, total: total)
  }
}
