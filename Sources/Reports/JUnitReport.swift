import Diagnostics
import Notation

/// The report as JUnit XML for pipelines: a cause that is likely or confirmed fails, one that needs a look is skipped.
struct JUnitReport {
  let text: String

  init(_ report: Report) {
    let diagnosis = report.diagnosis
    let failures = diagnosis.causes.filter(Self.fails)
    let errors = report.probes.filter { $0.status == .failed || $0.status == .timedOut }
    let cases =
      diagnosis.causes.map(Self.cause)
      + diagnosis.ruledOut.map { Self.testcase($0.id, "<system-out>\(Foreign.markup($0.because))</system-out>") }
      + diagnosis.undetermined.map { Self.testcase($0.id, "<skipped message=\"\(Foreign.markup($0.needs))\"/>") }
      + report.probes.map(Self.probe)
    let skipped = diagnosis.undetermined.count + report.probes.filter { $0.status == .skipped }.count
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failures.count)\" errors=\"\(errors.count)\" skipped=\"\(skipped)\""
    let time = "time=\"\(Self.seconds(report.durationMilliseconds))\""
    let started = Timestamp.text(secondsSince1970: report.startedAt).dropLast()
    let host = Foreign.markup(report.host.hostname ?? "unknown")
    text =
      ([
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"\(Tool.name)\" \(counts) \(time)>",
        "<testsuite name=\"\(Tool.name)\" \(counts) \(time) timestamp=\"\(started)\" hostname=\"\(host)\">",
        "<properties><property name=\"verdict\" value=\"\(Foreign.markup(Headline(report).text))\"/>\(Self.circumstances(report))</properties>",
      ] + cases + ["</testsuite>", "</testsuites>", ""]).joined(separator: "\n")
  }

  private static func fails(_ diagnosed: DiagnosedCause) -> Bool {
    diagnosed.verdict >= .likely && !diagnosed.isHint && !diagnosed.isKnown
  }

  private static func cause(_ diagnosed: DiagnosedCause) -> String {
    var lines = diagnosed.supporting.map { "for: \($0.told)" } + diagnosed.opposing.map { "against: \($0.told)" }
    lines += diagnosed.distinctConsequences.map { "follows: \($0.title) (\($0.id))" }
    for fix in diagnosed.distinctFixes {
      lines.append("fix (risk: \(fix.risk.rawValue)): \(fix.summary)")
      lines += fix.commands.flatMap(Fix.lines).map { "  " + $0 } + [fix.note].compactMap { $0 }
      lines += fix.patch.map { Fix.lines($0).map { "  " + $0 } } ?? []
    }
    let body = lines.map(Foreign.markup).joined(separator: "\n")
    let verdict = "\(diagnosed.verdict.rawValue), \(Wording.probability(diagnosed.confidence))"
    let message = Foreign.markup("\(diagnosed.isKnown ? "known, " : "")\(verdict): \(diagnosed.told)")
    let content =
      fails(diagnosed)
      ? "<failure type=\"\(diagnosed.verdict.rawValue)\" message=\"\(message)\">\(body)</failure>"
      : "<system-out>\(message)\n\(body)</system-out>"
    return testcase(diagnosed.cause.id, content, subject: Wording.subject(diagnosed.subject))
  }

  /// What a reader of the verdict has to know.
  private static func circumstances(_ report: Report) -> String {
    let properties = [
      ("complete", report.isComplete ? nil : "false"), ("redacted", report.isRedacted ? nil : "false"),
      ("baseline", Wording.baseline(report)),
    ]
    return properties.compactMap { name, value in
      value.map { "<property name=\"\(name)\" value=\"\(Foreign.markup($0))\"/>" }
    }.joined()
  }

  private static func probe(_ probe: ProbeRun) -> String {
    let reason = Foreign.markup(probe.reason ?? probe.status.rawValue)
    let content =
      switch probe.status {
      case .ok: ""
      case .skipped: "<skipped message=\"\(reason)\"/>"
      case .failed, .timedOut: "<error type=\"\(probe.status.rawValue)\" message=\"\(reason)\"/>"
      }
    let time = probe.durationMilliseconds.map { " time=\"\(seconds($0))\"" } ?? ""
    return "<testcase classname=\"probe\" name=\"\(Foreign.markup(probe.id))\"\(time)>\(content)</testcase>"
  }

  private static func testcase(_ id: String, _ content: String, subject: String? = nil) -> String {
    let area = id.prefix { $0 != "." }
    let name = [id, subject].compactMap { $0 }.joined(separator: " ")
    return
      "<testcase classname=\"\(Foreign.markup(String(area)))\" name=\"\(Foreign.markup(name))\">\(content)</testcase>"
  }

  private static func seconds(_ milliseconds: Double) -> String {
    JSONText.number((milliseconds * 1000).rounded() / 1_000_000, keepsFraction: false)
  }
}
