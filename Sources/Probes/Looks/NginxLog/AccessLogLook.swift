import Diagnostics
import Facts
import Notation

/// Turns the lines of one nginx's access logs into facts about the cases.
struct AccessLogLook {
  let number: Int?
  let scene: Scene
  let recorder: Recorder

  func record(_ lines: [LoggedRequest]) {
    for examined in scene.cases where examined.nginx == number {
      let path = String(URLPath.prefix(of: examined.url).dropLast())
      let isUpload = examined.origin == .upload
      var counts: [Int: (count: Int, method: String)] = [:]
      for line in lines where line.path == path && line.status >= 400 {
        guard !isUpload || ["POST", "PUT", "PATCH"].contains(line.method) else { continue }
        counts[line.status, default: (0, line.method)].count += 1
      }
      for (status, seen) in counts.sorted(by: { $0.key < $1.key }) {
        recorder.record(
          LogRefused(code: status, count: seen.count, method: seen.method), of: examined.subject,
          "access log: \(seen.count) \(seen.count == 1 ? "request" : "requests") to \(path) ended in \(status)")
      }
    }
  }
}
