import Notation

extension Cause {
  /// The symptoms that a cause may have; fixed by the report's contract.
  public static let knownSymptoms: Set<String> = [
    "http-400", "http-401", "http-403", "http-404", "http-405", "http-413", "http-416", "http-499", "http-500",
    "http-502", "http-504", "http-507", "redirect-loop", "wrong-content", "wrong-type", "stale-content", "not-cached",
    "intermittent", "slow", "truncated", "disappears", "upload-fails", "cross-origin-blocked", "tls-error",
    "connection-refused", "dns-error", "none",
  ]

  /// Every mistake that this file's reader could not see: unknown facts, fields, words, symptoms, missing examples.
  public func lint(vocabulary: Vocabulary, known: Set<String>, file: String) -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    func report(_ key: String, _ message: String) {
      problems.append(CatalogueProblem(place: "\(file)#\(key)", message: message))
    }
    let conditions =
      proofs.joined().map { ("proof", $0) } + findings.map { ("findings", $0.when) }
      + refutations.map { ("refuted-by", $0) } + fixes.flatMap(\.when).map { ("fixes", $0) }
      + (needs?.when ?? []).map { ("needs", $0) }
    for (key, condition) in conditions {
      for message in condition.mistakes(in: vocabulary) { report(key, message) }
    }
    for observation in (examples.present + examples.absent).joined() {
      let demands = observation.data.mapValues { Condition.Demand.oneOf($0.elements) }
      for message in Condition(kind: observation.kind, demands: demands).mistakes(in: vocabulary) {
        report("examples", message)
      }
    }
    for symptom in symptoms where !Self.knownSymptoms.contains(symptom) {
      report("symptoms", "unknown symptom \(symptom)")
    }
    if symptoms.isEmpty { report("symptoms", "at least one symptom, or none") }
    if symptoms == ["none"], impact != .low { report("impact", "what breaks nothing has a low impact") }
    if findings.isEmpty { report("findings", "at least one finding") }
    for id in leadsTo where !known.contains(id) { report("leads-to", "unknown cause \(id)") }
    for name in places where !isKnown(name, vocabulary) { report("fixes", "unknown place {\(name)}") }
    if examples.present.isEmpty { report("examples", "an example in which the cause is present is missing") }
    if examples.absent.isEmpty { report("examples", "an example in which the cause must stay silent is missing") }
    return problems
  }

  /// The names of all places in this cause's templates.
  private var places: [String] {
    (culprits + fixes.flatMap { [$0.summary, $0.note ?? ""] + $0.commands }).flatMap { Template.places(in: $0) }
  }

  private func isKnown(_ name: String, _ vocabulary: Vocabulary) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    let field = String(name[name.index(after: dot)...])
    if name[..<dot] == "subject" { return Subject.Aspect(rawValue: field) != nil }
    return vocabulary[String(name[..<dot])]?.fields[field] != nil
  }
}

extension Condition {
  /// What is wrong with this condition's names and words.
  func mistakes(in vocabulary: Vocabulary) -> [String] {
    guard let fact = vocabulary[kind] else { return ["unknown fact \(kind)"] }
    guard fact.isEvidence else { return ["\(kind) tells of the examination and is no evidence"] }
    return demands.sorted { $0.key < $1.key }.compactMap { field, demand in
      guard let type = fact.fields[field] else {
        return "unknown field \(field) of \(kind); known: \(fact.fields.keys.sorted().joined(separator: ", "))"
      }
      guard case .word(let words) = type else { return nil }
      let used: [Value] =
        switch demand {
        case .oneOf(let values), .noneOf(let values): values
        case .present, .between: []
        }
      let wrong = used.first { $0 != .null && !words.contains($0.plain) }
      return wrong.map { "\(field) of \(kind) is never \($0.plain); it is one of \(words.joined(separator: ", "))" }
    }
  }
}

extension Catalogue {
  /// Lints cause files: what cannot be read, what names something unknown, what lacks examples, ids given twice.
  ///
  /// - Parameters:
  ///   - files: name and text of each file.
  ///   - others: ids of causes that these may lead to besides their own.
  /// - Returns: the causes that could be read, and every problem with file and line.
  public static func lint(
    _ files: [(name: String, text: String)], vocabulary: Vocabulary?, beside others: Set<String> = []
  ) -> (causes: [Cause], problems: [CatalogueProblem]) {
    var problems: [CatalogueProblem] = []
    var read: [(cause: Cause, source: YAMLSource)] = []
    for (name, text) in files {
      do throws(CatalogueProblem) {
        let source = try YAMLSource(causeFile: text, name: name)
        read.append((try Cause(yaml: text, file: name), source))
      } catch {
        problems.append(error)
      }
    }
    let known = Set(read.map(\.cause.id)).union(others)
    var seen: Set<String> = []
    for (cause, source) in read {
      if !seen.insert(cause.id).inserted {
        problems.append(
          source.located(CatalogueProblem(place: "\(source.file)#id", message: "\(cause.id) is there twice")))
      }
      if let vocabulary {
        problems += cause.lint(vocabulary: vocabulary, known: known, file: source.file).map(source.located)
      }
    }
    return (read.map(\.cause), problems)
  }
}
