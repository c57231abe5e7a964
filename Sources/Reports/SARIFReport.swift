import Diagnostics
import Notation

/// The report as SARIF 2.1.0 (OASIS), for code scanning: configuration findings stand at their file and line.
struct SARIFReport {
  let text: String

  init(_ report: Report, _ catalogue: Catalogue?) {
    let rules = SARIFRules(report, catalogue)
    var json = JSONText(capacity: 65_536)
    json.object(.lines) { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.key("runs")
      json.array(.lines) { json in
        json.object(.lines) { json in
          json.member("tool", .lines) { json in
            json.member("driver", .lines) { json in
              json.member("name", Tool.name)
              json.member("semanticVersion", Tool.version)
              json.member("rules", each: rules.rules) { $0.rule($1) }
            }
          }
          json.member("columnKind", "unicodeCodePoints")
          json.member("invocations", each: [report]) { $0.invocation($1) }
          json.key("results")
          json.array(.lines) { $0.results(report, rules) }
        }
      }
    }
    text = json.text + "\n"
  }
}

extension JSONText {
  fileprivate mutating func rule(_ rule: SARIFRules.Rule) {
    object(.lines) { json in
      json.member("id", rule.id)
      json.text("shortDescription", rule.title)
      if let explanation = rule.explanation { json.text("fullDescription", explanation) }
      json.text("help", rule.help)
      if let reference = rule.reference { json.member("helpUri", reference) }
      if !rule.symptoms.isEmpty { json.member("properties") { $0.member("tags", rule.symptoms) } }
    }
  }

  fileprivate mutating func invocation(_ report: Report) {
    object(.lines) { json in
      json.member("executionSuccessful", report.isComplete)
      json.member("startTimeUtc", Timestamp.text(secondsSince1970: report.startedAt))
      let unseen = Unseen(report)
      if !report.isRedacted { json.member("properties") { $0.member("redacted", false) } }
      json.member("toolExecutionNotifications", each: unseen.failures + unseen.skipped) { json, sentence in
        json.object { json in
          json.member("level", unseen.failures.contains(sentence) ? "warning" : "note")
          json.text("message", Foreign.harmless(sentence))
        }
      }
    }
  }

  fileprivate mutating func results(_ report: Report, _ rules: SARIFRules) {
    let places = SARIFPlaces(report)
    for diagnosed in report.diagnosis.causes { cause(diagnosed, rules, places, hasBaseline: report.baseline != nil) }
    for ruledOut in report.diagnosis.ruledOut { verdict("pass", ruledOut.id, ruledOut.because, rules) }
    for undetermined in report.diagnosis.undetermined { verdict("open", undetermined.id, undetermined.needs, rules) }
  }

  private mutating func verdict(_ kind: String, _ id: String, _ sentence: String, _ rules: SARIFRules) {
    object { json in
      json.member("ruleId", id)
      json.member("ruleIndex", rules.index[id])
      json.member("kind", kind)
      json.member("level", "none")
      json.text("message", Foreign.harmless(sentence))
    }
  }

  private mutating func cause(
    _ diagnosed: DiagnosedCause, _ rules: SARIFRules, _ places: SARIFPlaces, hasBaseline: Bool
  ) {
    object(.lines) { json in
      json.member("ruleId", diagnosed.cause.id)
      json.member("ruleIndex", rules.index[diagnosed.cause.id])
      json.member("kind", "fail")
      json.member("level", diagnosed.isHint || diagnosed.verdict == .possible ? "note" : Self.level(diagnosed.verdict))
      if hasBaseline { json.member("baselineState", diagnosed.isKnown ? "unchanged" : "new") }
      json.member("rank", (diagnosed.confidence * 1000).rounded() / 10)
      json.text("message", Self.message(diagnosed))
      json.member("locations", each: [diagnosed]) { json, diagnosed in
        json.location(places.place(of: diagnosed), name: Wording.subject(diagnosed.subject) ?? "machine")
      }
      json.member("partialFingerprints") { json in
        let subject = diagnosed.culprit ?? Wording.subject(diagnosed.subject) ?? ""
        json.member("causeAndCulprit/v1", "\(diagnosed.cause.id) \(subject)")
      }
      json.member("properties") { json in
        json.member("verdict", diagnosed.verdict.rawValue)
        json.member("confidence", diagnosed.confidence)
        json.member("symptoms", diagnosed.cause.symptoms)
      }
    }
  }

  private static func level(_ verdict: Verdict) -> String { verdict == .confirmed ? "error" : "warning" }

  private static func message(_ diagnosed: DiagnosedCause) -> String {
    var lines = ["\(diagnosed.verdict.rawValue): \(diagnosed.told)"]
    lines += diagnosed.supporting.map { "For: \($0.told)" } + diagnosed.opposing.map { "Against: \($0.told)" }
    lines += diagnosed.distinctConsequences.map { "Follows: \($0.title) (\($0.id))" }
    for fix in diagnosed.distinctFixes {
      lines.append("Fix (risk: \(fix.risk.rawValue)): \(fix.summary)")
      lines += fix.commands.flatMap(Fix.lines) + [fix.note].compactMap { $0 } + (fix.patch.map(Fix.lines) ?? [])
    }
    return lines.map(Foreign.harmless).joined(separator: "\n")
  }

  private mutating func location(_ place: SARIFPlaces.Place?, name: String) {
    object { json in
      if let place {
        json.member("physicalLocation") { json in
          json.member("artifactLocation") { $0.member("uri", Foreign.fileURI(place.file)) }
          if let line = place.line { json.member("region") { $0.member("startLine", line) } }
        }
      }
      json.member("logicalLocations", each: [name], .inline) { json, name in
        json.object { $0.member("fullyQualifiedName", Foreign.harmless(name)) }
      }
    }
  }

  /// A message of SARIF, whose only member is its text.
  private mutating func text(_ name: String, _ text: String) {
    member(name) { $0.member("text", text.isEmpty ? "-" : text) }
  }
}
