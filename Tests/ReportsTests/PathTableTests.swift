import Diagnostics
import Notation
import Reports
import Testing

@Suite struct PathTableTests {
  @Test func theDeniedWalkIsShown() {
    var report = Sample.access.report
    let allowed = Sample.walk.map { component in
      var component = component
      component.data["verdict"] = "allowed"
      return component
    }
    report.observations = allowed + Sample.walk
    let text = rendered(report, as: .text)
    #expect(text.contains("> DENIED  drwx------ deploy:deploy /home/deploy  needs x"))
    #expect(text.split(separator: "\n").filter { $0.contains(" /home/deploy/app") && $0.contains("drwx") }.count == 3)
  }

  @Test func aPathThatMayBePassedIsOneLine() {
    var report = Sample.nginx.report
    report.observations = Sample.walk.map { component in
      var component = component
      component.data["verdict"] = "allowed"
      component.subject = [.url: "http://localhost/static/app.css"]
      return component
    }
    #expect(rendered(report, as: .text).contains("all 7 components of \(Sample.file) may be passed"))
  }

  @Test(arguments: [
    ("0755", "directory", "drwxr-xr-x"), ("2775", "directory", "drwxrwsr-x"), ("1777", "directory", "drwxrwxrwt"),
    ("4711", "regular", "-rws--x--x"), ("0600", "regular", "-rw-------"), ("1700", "directory", "drwx-----T"),
    ("0777", "symlink", "lrwxrwxrwx"), ("what", "regular", "what"),
  ])
  func modesAreThoseOfLs(mode: String, type: String, shown: String) {
    var report = Sample.access.report
    report.observations = [Sample.component("/home/deploy", mode, "deploy", "denied", type: type)]
    #expect(rendered(report, as: .text).contains("DENIED  \(shown) deploy:deploy /home/deploy"))
  }

  @Test(arguments: [
    ("access.parent-not-traversable", ["http-403"], "broken between: files and nginx"),
    ("access.writer-cannot-write", ["upload-fails"], "broken between: application and files"),
    ("disk.full", ["upload-fails"], "broken at: files"), ("nginx.no-location", ["http-404"], "broken at: nginx"),
    ("app.not-running", ["http-502"], "broken at: application"),
    ("http.x", ["slow"], "broken between: wire and browser"),
    ("paths.x", ["http-404"], "broken between: application and files"),
    ("s3.x", ["http-403"], "broken between: bucket and wire"),
    ("s3.y", ["upload-fails"], "broken between: application and bucket"),
  ])
  func theChainIsBrokenWhereTheCauseIs(id: String, symptoms: [String], remark: String) {
    var report = Sample.access.report
    let cause = Cause(id: id, title: "t", impact: .high, symptoms: symptoms, explanation: "")
    report.diagnosis = Diagnosis(
      causes: [
        DiagnosedCause(
          cause: cause, verdict: .likely, confidence: 0.7, subject: Sample.subject,
          evidence: [Evidence(observation: "o1", supports: true, weight: 1, summary: "s")], fixes: [])
      ], ruledOut: [], undetermined: [])
    #expect(rendered(report, as: .text).contains(remark))
  }
}
