import Diagnostics
import Notation

extension Diagnosis {
  init(_ reader: ReportReader) throws(ReportProblem) {
    self.init(
      causes: try reader.objects("causes") { cause throws(ReportProblem) in try DiagnosedCause(cause) },
      ruledOut: try reader.objects("ruled_out") { ruledOut throws(ReportProblem) in
        RuledOut(
          id: try ruledOut.text("id"), because: try ruledOut.text("because"), evidence: try ruledOut.texts("evidence"))
      },
      undetermined: try reader.objects("undetermined") { open throws(ReportProblem) in
        Undetermined(id: try open.text("id"), needs: try open.text("needs"), probe: try open.textIfAny("probe"))
      })
  }
}

extension DiagnosedCause {
  fileprivate init(_ reader: ReportReader) throws(ReportProblem) {
    let cause = Cause(
      id: try reader.text("id"), title: try reader.text("title", otherwise: try reader.text("id")),
      impact: try reader.word("impact", Cause.Impact.self, otherwise: .medium),
      symptoms: try reader.texts("symptoms"), explanation: try reader.text("explanation", otherwise: ""),
      looksLike: try reader.textIfAny("looks_like"), references: try reader.texts("references"))
    self.init(
      cause: cause, verdict: try reader.word("verdict", Verdict.self), confidence: try reader.number("confidence"),
      subject: try reader.subject("subject"),
      otherSubjects: try reader.objects("other_subjects") { other in ReportReader.subject(other.members) },
      evidence: try reader.objects("evidence") { evidence throws(ReportProblem) in
        let weight = try evidence.number("weight", otherwise: 0)
        return Evidence(
          observation: try evidence.text("observation"),
          supports: try evidence.flag("supports", otherwise: weight >= 0), weight: weight,
          summary: try evidence.text("summary", otherwise: ""))
      },
      fixes: try reader.objects("fixes") { fix throws(ReportProblem) in
        Fix(
          summary: try fix.text("summary"), commands: try fix.texts("commands"),
          risk: try fix.word("risk", FixTemplate.Risk.self, otherwise: .medium), note: try fix.textIfAny("note"),
          patch: try fix.textIfAny("patch"))
      },
      consequences: try reader.objects("consequences") { consequence throws(ReportProblem) in
        Consequence(
          id: try consequence.text("id"),
          title: try consequence.text("title", otherwise: try consequence.text("id")),
          verdict: try consequence.word("verdict", Verdict.self))
      },
      culprit: try reader.textIfAny("culprit"))
    isKnown = reader.members["known"] == .bool(true)
  }
}
