import Diagnostics
import Notation

extension Comparison {
  /// The comparison as one JSON object: its verdict and summary, and the lists of causes.
  public var json: String {
    var json = JSONText()
    json.object(.lines) { json in
      json.member("schema_version", JSONReport.schemaVersion)
      json.member("verdict", verdict)
      json.member("summary", summary)
      json.member("cured", each: cured) { $0.compared($1) }
      json.member("new", each: new) { $0.compared($1) }
      json.member("changed", each: changed) { $0.compared($1.after, before: $1.before) }
      json.member("remaining", each: remaining) { $0.compared($1.after, before: $1.before) }
      json.member("unknown", each: unknown) { $0.compared($1) }
    }
    return json.text + "\n"
  }
}

extension JSONText {
  fileprivate mutating func compared(_ diagnosed: DiagnosedCause, before: DiagnosedCause? = nil) {
    object { json in
      json.member("id", diagnosed.cause.id)
      json.member("title", diagnosed.cause.title)
      json.member("verdict", diagnosed.verdict.rawValue)
      json.member("confidence", diagnosed.confidence)
      json.member("culprit", diagnosed.culprit)
      json.key("subject")
      json.subject(diagnosed.subject)
      if let before {
        if before.cause.id != diagnosed.cause.id { json.member("id_before", before.cause.id) }
        json.member("verdict_before", before.verdict.rawValue)
        json.member("confidence_before", before.confidence)
      }
    }
  }
}
