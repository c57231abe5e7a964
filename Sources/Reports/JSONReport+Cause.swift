import Diagnostics
import Notation

extension JSONText {
  mutating func cause(_ diagnosed: DiagnosedCause, rank: Int) {
    object(.lines) { json in
      json.member("rank", rank)
      json.member("id", diagnosed.cause.id)
      json.member("title", diagnosed.cause.title)
      json.member("verdict", diagnosed.verdict.rawValue)
      json.member("confidence", diagnosed.confidence)
      json.member("impact", diagnosed.cause.impact.rawValue)
      json.member("symptoms", diagnosed.cause.symptoms)
      json.member("culprit", diagnosed.culprit)
      json.key("subject")
      json.subject(diagnosed.subject)
      json.member("other_subjects", each: diagnosed.otherSubjects) { $0.subject($1) }
      json.member("evidence", each: diagnosed.evidence) { $0.evidence($1) }
      json.member("explanation", diagnosed.cause.explanation)
      if let looksLike = diagnosed.cause.looksLike { json.member("looks_like", looksLike) }
      json.member("fixes", each: diagnosed.fixes) { $0.fix($1) }
      json.member("consequences", each: diagnosed.consequences) { $0.consequence($1) }
      json.member("references", diagnosed.cause.references)
      if diagnosed.isKnown { json.member("known", true) }
    }
  }

  private mutating func evidence(_ evidence: Evidence) {
    object { json in
      json.member("observation", evidence.observation)
      json.member("supports", evidence.supports)
      json.member("weight", evidence.weight)
      json.member("summary", evidence.summary)
    }
  }

  private mutating func fix(_ fix: Fix) {
    object { json in
      json.member("summary", fix.summary)
      json.member("commands", fix.commands)
      json.member("risk", fix.risk.rawValue)
      json.member("note", fix.note)
      if let patch = fix.patch { json.member("patch", patch) }
    }
  }

  private mutating func consequence(_ consequence: Consequence) {
    object { json in
      json.member("id", consequence.id)
      json.member("title", consequence.title)
      json.member("verdict", consequence.verdict.rawValue)
    }
  }
}
