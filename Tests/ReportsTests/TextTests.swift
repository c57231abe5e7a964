import Diagnostics
import Notation
import Reports
import Testing

@Suite struct TextTests {
  private static let commands = ["setfacl", "sudo", "chmod", "sed -i", "du --inodes", "ls -b", "echo"]

  @Test(arguments: Sample.allCases)
  func fitsAScreen(sample: Sample) {
    let lines = rendered(sample.report, as: .text).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 40)
    for line in lines where line.count > 100 {
      #expect(Self.commands.contains { line.contains($0) })
    }
  }

  @Test(arguments: [40, 57, 60, 72, 80, 132, 200])
  func wrapsByWordsAndNeverBreaksACommand(width: Int) {
    let text = rendered(Sample.several.report, as: .text, presentation: Presentation(width: width))
    for line in text.split(separator: "\n") where line.count > width {
      let words = line.split(separator: " ")
      #expect(words.count == 1 || Self.commands.contains { line.contains($0) }, "\(line)")
    }
    for command in Sample.traversed.fixes[0].commands { #expect(text.contains(" \(command)\n")) }
  }

  @Test func namesTheCulpritInTheFirstLines() {
    let lines = rendered(Sample.access.report, as: .text).split(separator: "\n").prefix(5)
    #expect(lines[0].hasPrefix("confirmed: "))
    #expect(lines.contains { $0.contains("/home/deploy") })
  }

  @Test func healthyIsOneLine() {
    let text = rendered(Sample.healthy.report, as: .text)
    #expect(text.hasPrefix("healthy: "))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test func failedLooksAreOnlyCounted() {
    var report = Sample.several.report
    for number in 1...3 {
      report.observations.append(
        Observation(
          id: "f\(number)", kind: "probe.failed", probe: "disk", summary: "/mnt/\(number) could not be looked at",
          data: ["call": "stat", "errno": number == 1 ? "EIO" : "EACCES", "path": .string("/mnt/\(number)"), "more": 2])
      )
    }
    let text = rendered(report, as: .text)
    #expect(text.contains("9 looks failed"))
    #expect(!text.contains("/mnt/1"))
    let verbose = rendered(report, as: .text, presentation: Presentation(verbosity: .verbose))
    #expect(verbose.contains("9 looks failed: EACCES 6, EIO 3") && verbose.contains("/mnt/1 could not be looked at"))
    for format in [Format.html, .markdown] {
      #expect(rendered(report, as: format).contains("9 looks failed: EACCES 6, EIO 3"))
    }
  }

  @Test func failedLooksLeaveHealthyOneLine() {
    var report = Sample.healthy.report
    report.observations.append(
      Observation(
        id: "f1", kind: "probe.failed", probe: "disk", data: ["call": "stat", "errno": "EACCES", "path": "/x"]))
    #expect(rendered(report, as: .text) == rendered(Sample.healthy.report, as: .text))
  }

  @Test(arguments: Sample.allCases, Format.allCases)
  func noFormatLetsAHarmfulCharacterThrough(sample: Sample, format: Format) {
    for verbosity in Presentation.Verbosity.allCases {
      let text = rendered(sample.report, as: format, presentation: Presentation(verbosity: verbosity))
      let harmful = text.unicodeScalars.filter { $0 != "\n" && $0.isHarmful }
      #expect(harmful.isEmpty)
    }
  }

  @Test(arguments: Sample.allCases)
  func colourAddsNothingButColour(sample: Sample) {
    let plain = rendered(sample.report, as: .text)
    let coloured = rendered(sample.report, as: .text, presentation: Presentation(usesColor: true))
    #expect(coloured.contains("\u{1b}["))
    #expect(coloured.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func whatBreaksNothingNeverLeads() {
    var report = Sample.nginx.report
    let hint = DiagnosedCause(
      cause: Cause(id: "app.debug", title: "Debugging is on", impact: .low, symptoms: ["none"], explanation: ""),
      verdict: .confirmed, confidence: 0.98, subject: [:], evidence: [], fixes: [])
    let causes = [hint] + report.diagnosis.causes
    report.diagnosis = Diagnosis(causes: causes, ruledOut: [], undetermined: [])
    #expect(rendered(report, as: .text).hasPrefix("likely: An alias"))
    report.diagnosis = Diagnosis(causes: [hint], ruledOut: [], undetermined: [])
    let text = rendered(report, as: .text)
    #expect(text.hasPrefix("healthy: no cause found, 1 hint; "))
    #expect(text.contains("hint: Debugging is on"))
  }
}
