import Notation

extension Report {
  /// The report with every text that came from outside changed; ids and the catalogue's own words stay.
  public func mappingTexts(_ change: (String) -> String) -> Report {
    var report = self
    report.host.hostname = host.hostname.map(change)
    report.host.userName = host.userName.map(change)
    report.targets = targets.map(change)
    for index in routes.indices { report.routes[index].mapTexts(change) }
    for index in observations.indices { report.observations[index].mapTexts(change) }
    for index in probes.indices { report.probes[index].reason = probes[index].reason.map(change) }
    report.diagnosis = Diagnosis(
      causes: diagnosis.causes.map { $0.mappingTexts(change) },
      ruledOut: diagnosis.ruledOut.map { RuledOut(id: $0.id, because: change($0.because), evidence: $0.evidence) },
      undetermined: diagnosis.undetermined.map { Undetermined(id: $0.id, needs: change($0.needs), probe: $0.probe) })
    return report
  }
}

extension RouteSummary {
  fileprivate mutating func mapTexts(_ change: (String) -> String) {
    url = url.map(change)
    root = root.map(change)
    writer = writer?.mapValues { $0.mappingTexts(change) }
    reader = reader?.mapValues { $0.mappingTexts(change) }
    mount = mount?.mapValues { $0.mappingTexts(change) }
    sources = sources.map(change)
  }
}

extension Observation {
  fileprivate mutating func mapTexts(_ change: (String) -> String) {
    subject = subject.mappingTexts(change)
    summary = change(summary)
    data = data.mapValues { $0.mappingTexts(change) }
  }
}

extension Subject {
  fileprivate func mappingTexts(_ change: (String) -> String) -> Subject { Subject(aspects.mapValues(change)) }
}

extension Value {
  fileprivate func mappingTexts(_ change: (String) -> String) -> Value {
    switch self {
    case .string(let text): .string(change(text))
    case .list(let elements): .list(elements.map { $0.mappingTexts(change) })
    case .object(let members): .object(members.mapValues { $0.mappingTexts(change) })
    case .null, .bool, .int, .double: self
    }
  }
}

extension DiagnosedCause {
  fileprivate func mappingTexts(_ change: (String) -> String) -> DiagnosedCause {
    var mapped = DiagnosedCause(
      cause: cause, verdict: verdict, confidence: confidence, subject: subject.mappingTexts(change),
      otherSubjects: otherSubjects.map { $0.mappingTexts(change) },
      evidence: evidence.map {
        Evidence(observation: $0.observation, supports: $0.supports, weight: $0.weight, summary: change($0.summary))
      },
      fixes: fixes.map { $0.mappingTexts(change) }, consequences: consequences, culprit: culprit.map(change))
    mapped.isKnown = isKnown
    return mapped
  }
}

extension Fix {
  /// The fix with its texts changed, and a word about it where a command is no more the one that cures.
  fileprivate func mappingTexts(_ change: (String) -> String) -> Fix {
    let changed = commands.map(change)
    let warning = "Names in it were replaced in this report: put the real ones in."
    let notes = [note.map(change), changed != commands && note?.contains(warning) != true ? warning : nil]
    let told = notes.compactMap { $0 }
    return Fix(
      summary: change(summary), commands: changed, risk: risk, note: told.isEmpty ? nil : told.joined(separator: " "),
      patch: patch.map(change))
  }
}
