/// Which probes the user wants told, and which run because those build on them.
struct ProbeChoice: Sendable {
  /// The ids of the probes whose observations are told.
  let told: Set<String>
  /// The ids of the probes that run.
  let running: Set<String>

  /// - Parameters:
  ///   - only: the ids chosen; all where it is empty.
  ///   - skip: the ids that must not run, whoever builds on them.
  init(only: [String], skip: [String], among probes: [any Probe] = ProbeList.all) {
    let kinds = probes.map { type(of: $0) as any Probe.Type }
    let wanted = kinds.filter { (only.isEmpty || only.contains($0.id)) && !skip.contains($0.id) }
    told = Set(wanted.map { $0.id })
    var running: Set<String> = []
    var open = wanted
    while let kind = open.popLast() {
      guard !skip.contains(kind.id), running.insert(kind.id).inserted else { continue }
      open += ProbeList.foundations[kind.id] ?? []
    }
    self.running = running
  }
}
