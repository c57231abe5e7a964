import Diagnostics

/// The exchanges of an examination with the times of their phases.
///
/// An observation is an exchange where its fields hold `total_ms` or another of the phases' times, either themselves or
/// below `timings`.
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
    let all = report.observations.compactMap(Self.exchange)
    count = all.count
    exchanges = Array(all.prefix(12))
  }

  private static func exchange(_ observation: Observation) -> Exchange? {
    let times = observation.data["timings"]?.members ?? observation.data
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
