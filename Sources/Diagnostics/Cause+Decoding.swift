public import Notation

extension Cause {
  /// The keys that a cause file may have.
  static let keys: Set<String> = [
    "id", "title", "prior", "impact", "symptoms", "proof", "findings", "refuted-by", "leads-to", "culprit",
    "explanation", "looks-like", "fixes", "references", "needs", "examples",
  ]

  /// Reads a cause file's content.
  ///
  /// - Throws: `CatalogueProblem` naming the key, where something is missing or of the wrong shape.
  public init(_ file: Value, place: String) throws(CatalogueProblem) {
    let reader = CauseReader(members: file.members ?? [:], place: place)
    guard file.members != nil else { throw reader.problem("a cause file is a mapping with an id, a title, …") }
    if let unknown = reader.members.keys.sorted().first(where: { !Self.keys.contains($0) }) {
      throw reader.problem("unknown key \(unknown); known: \(Self.keys.sorted().joined(separator: ", "))", key: unknown)
    }
    id = try reader.text("id")
    title = try reader.text("title")
    prior = try reader.probability("prior")
    impact = try reader.word("impact", Impact.self)
    symptoms = reader.texts("symptoms")
    proofs = try reader.proofs()
    findings = try reader.findings()
    refutations = try reader.conditions("refuted-by")
    leadsTo = reader.texts("leads-to")
    culprits = reader.texts("culprit")
    explanation = try reader.text("explanation").trimmed
    looksLike = reader.members["looks-like"]?.text?.trimmed
    fixes = try reader.fixes()
    references = reader.texts("references")
    needs = try reader.need()
    examples = try reader.examples()
  }
}

/// Reads the parts of one cause file.
struct CauseReader {
  let members: [String: Value]
  let place: String

  func problem(_ message: String, key: String? = nil) -> CatalogueProblem {
    CatalogueProblem(place: key.map { "\(place)#\($0)" } ?? place, message: message)
  }

  func text(_ key: String) throws(CatalogueProblem) -> String {
    guard let text = members[key]?.text, !text.isEmpty else { throw problem("\(key) is missing", key: key) }
    return text
  }

  func texts(_ key: String) -> [String] { (members[key] ?? .null).elements.compactMap(\.text) }

  func probability(_ key: String, of value: Value? = nil) throws(CatalogueProblem) -> Double {
    guard let number = (value ?? members[key] ?? .null).number, number > 0, number < 1 else {
      throw problem("\(key) has to be a probability between 0 and 1", key: key)
    }
    return number
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _: Word.Type, of value: Value? = nil
  ) throws(CatalogueProblem) -> Word where Word.RawValue == String {
    guard let word = (value ?? members[key] ?? .null).text.flatMap(Word.init(rawValue:)) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem("\(key) has to be one of \(known)", key: key)
    }
    return word
  }

  func conditions(_ key: String, of value: Value? = nil) throws(CatalogueProblem) -> [Condition] {
    var conditions: [Condition] = []
    for element in (value ?? members[key] ?? .null).elements {
      conditions.append(try Condition(element, at: "\(place)#\(key)"))
    }
    return conditions
  }

  /// `proof:` is a list of conditions, or a list of such lists of which any one suffices.
  func proofs() throws(CatalogueProblem) -> [[Condition]] {
    let elements = (members["proof"] ?? .null).elements
    guard case .list? = elements.first else {
      return elements.isEmpty ? [] : [try conditions("proof")]
    }
    var proofs: [[Condition]] = []
    for element in elements { proofs.append(try conditions("proof", of: element)) }
    return proofs
  }

  func findings() throws(CatalogueProblem) -> [Cause.Finding] {
    var findings: [Cause.Finding] = []
    for element in (members["findings"] ?? .null).elements {
      findings.append(
        Cause.Finding(
          when: try Condition(element.members?["when"] ?? .null, at: "\(place)#findings"),
          probability: try probability("probability", of: element.members?["probability"] ?? .null)))
    }
    return findings
  }

  func fixes() throws(CatalogueProblem) -> [FixTemplate] {
    var fixes: [FixTemplate] = []
    for element in (members["fixes"] ?? .null).elements {
      let fix = element.members ?? [:]
      guard let summary = fix["summary"]?.text else { throw problem("a fix has a summary", key: "fixes") }
      fixes.append(
        FixTemplate(
          when: try conditions("fixes", of: fix["when"] ?? .null), summary: summary,
          commands: (fix["commands"] ?? .null).elements.compactMap(\.text),
          risk: try word("risk", FixTemplate.Risk.self, of: fix["risk"] ?? .null), note: fix["note"]?.text?.trimmed))
    }
    return fixes
  }

  func need() throws(CatalogueProblem) -> Cause.Need? {
    guard let need = members["needs"]?.members else { return nil }
    guard let text = need["text"]?.text else { throw problem("needs has a text", key: "needs") }
    return Cause.Need(
      text: text, probe: need["probe"]?.text, when: try conditions("needs", of: need["when"] ?? .null))
  }

  func examples() throws(CatalogueProblem) -> Cause.Examples {
    let examples = members["examples"]?.members ?? [:]
    return Cause.Examples(
      present: try cases(examples["present"] ?? .null), absent: try cases(examples["absent"] ?? .null))
  }

  private func cases(_ value: Value) throws(CatalogueProblem) -> [[Observation]] {
    var cases: [[Observation]] = []
    for example in value.elements {
      var observations: [Observation] = []
      for element in example.elements { observations.append(try observation(element, number: observations.count + 1)) }
      cases.append(observations)
    }
    return cases
  }

  /// `{ http.status: { code: 403 }, on: { url: … } }`; without `on` all are about one URL of one route.
  private func observation(_ value: Value, number: Int) throws(CatalogueProblem) -> Observation {
    var members = value.members ?? [:]
    var subject: Subject = [.url: "http://example.com/media/a.jpg", .route: "media"]
    if let aspects = members.removeValue(forKey: "on")?.members {
      subject = [:]
      for (name, text) in aspects {
        guard let aspect = Subject.Aspect(rawValue: name) else {
          throw problem("unknown aspect \(name) of a subject", key: "examples")
        }
        subject[aspect] = text.plain
      }
    }
    guard members.count == 1, let (kind, fields) = members.first else {
      throw problem("an example's observation names one fact: { http.status: { code: 403 } }", key: "examples")
    }
    return Observation(
      id: "o\(number)", kind: kind, probe: "example", subject: subject, summary: "\(kind) \(fields.plain)",
      data: fields.members ?? [:])
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
