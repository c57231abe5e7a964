import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Turns the lines of one nginx's logs into facts about the cases.
struct ErrorLogLook {
  let instance: NginxInstance
  let number: Int?
  let clock: LogClock
  let scene: Scene
  let recorder: Recorder

  func record(_ lines: [ErrorLogLine]) {
    let cases = scene.cases.filter { $0.nginx == number }
    for line in lines.reversed() {
      let path = line.target?.prefix { $0 != "?" }
      let asked = cases.first { examined in
        let target = examined.address.target
        return line.target == target || (examined.origin == .upload && path.map(String.init) == target)
      }
      recordAnyCase(line)
      if let asked { record(line, of: asked) }
    }
    recordReload(lines)
    recordLimits(lines)
  }

  private func record(_ value: some FactValue, _ subject: Subject, _ line: ErrorLogLine) {
    recorder.record(value, of: subject, "error log, \(line.time): \(line.message.prefix(300))")
  }

  /// What concerns the examined request itself.
  private func record(_ line: ErrorLogLine, of examined: Case) {
    let message = line.wording
    if message.contains("directory index of") {
      record(
        LogNoIndex(line: line.excerpt, path: line.quoted), examined.subject, line)
    } else if message.contains("access forbidden by rule") || message.contains("user/password was")
      || message.contains("auth request unexpected status")
    {
      // Rules may have changed with the configuration that the workers loaded since.
      if isBeforeLoad(line) { return }
      record(
        LogRefusedByRule(line: line.excerpt), examined.subject, line)
    } else if message.contains("redirection cycle") {
      record(
        LogCycle(line: line.excerpt, uri: line.quoted), examined.subject, line)
    } else if message.contains("upstream") || message.contains("connect() to") {
      if ["error", "crit"].contains(line.level) {
        let upstream = line.text.firstRange(of: "upstream: \"").map {
          String(line.text[$0.upperBound...].prefix { $0 != "\"" })
        }
        record(
          LogUpstreamFailed(errno: line.errnoName, line: line.excerpt, upstream: upstream), examined.subject, line)
      }
    } else if let name = line.errnoName, let path = line.quoted, isLook(message) {
      record(
        LogOpenFailed(errno: .init(rawValue: name) ?? .other, line: line.excerpt, path: path), examined.subject, line)
    }
  }

  private func isLook(_ message: String) -> Bool {
    ["open()", "stat()", "openat()", "opendir()", "is forbidden", "is not found"].contains { message.contains($0) }
  }

  /// Refused bodies and failed temporary files: they concern uploads of any URL, and count as long as they are recent.
  private func recordAnyCase(_ line: ErrorLogLine) {
    guard isRecent(line) else { return }
    if line.wording.contains("too large body") || line.wording.contains("too large chunked body") {
      let bytes = line.wording.split { $0 == " " || $0 == "+" }.compactMap { Int($0) }.last
      record(
        LogTooLarge(bytes: bytes, current: isSinceLoad(line), line: line.excerpt), upload(line), line)
    } else if let path = line.quoted, let name = line.errnoName, isTemporary(path) {
      record(
        LogTempFailed(errno: .init(rawValue: name) ?? .other, line: line.excerpt, path: path), [:], line)
    }
  }

  /// The examined URL that was posted to; else the URL that the line names.
  private func upload(_ line: ErrorLogLine) -> Subject {
    let path = line.target.map { String($0.prefix { $0 != "?" }) }
    let examined =
      scene.cases.first { $0.origin == .upload }
      ?? scene.cases.first { $0.origin == .target && $0.address.target == path }
    if let examined { return examined.subject }
    guard let path, let host = line.host else { return [:] }
    return [.url: "http://\(host)\(path)"]
  }

  /// Temporary files have names of ten digits: `/var/lib/nginx/body/0000000017`.
  private func isTemporary(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last else { return false }
    return name.count == 10 && name.allSatisfy(\.isNumber)
  }

  /// Whether a line is of the running workers' time or the day before.
  private func isRecent(_ line: ErrorLogLine) -> Bool {
    guard let loaded = instance.workers.map(\.started).min() else { return true }
    return LogTime.seconds(line.time).map { $0 + 86_400 > loaded } ?? true
  }

  /// Whether a line was written under the configuration that the workers have now.
  private func isSinceLoad(_ line: ErrorLogLine) -> Bool {
    guard let loaded = instance.workers.map(\.started).max() else { return false }
    return clock.seconds(line.time).map { $0 > loaded + 1 } ?? false
  }

  /// Whether a line was written under a configuration that no worker has any more.
  private func isBeforeLoad(_ line: ErrorLogLine) -> Bool {
    guard let loaded = instance.workers.map(\.started).min() else { return false }
    return clock.seconds(line.time).map { $0 + 1 < loaded } ?? false
  }

  /// The last complaint of a worker that ran out of connections or open files.
  private func recordLimits(_ lines: [ErrorLogLine]) {
    for limit in WorkerLimit.all(of: instance, on: scene.machine) {
      guard let line = lines.last(where: { $0.level != "emerg" && $0.wording.contains(limit.complaint) }) else {
        continue
      }
      let edits = limit.edits
      record(
        LogWorkerLimit(
          commands: edits.isEmpty ? [] : commands(limit), current: isSinceLoad(line), directive: limit.directive,
          kind: limit.kind, limit: limit.present, line: line.excerpt,
          patch: edits.isEmpty ? nil : edits.map { $0.diff() }.joined(), wanted: limit.wanted), [:], line)
    }
  }

  /// A worker without a free descriptor cannot take the one that comes with news of a reload, loses touch with its master
  /// (`ngx_read_channel`) and would go on with the old number.
  private func commands(_ limit: WorkerLimit) -> [String] {
    let pids = instance.workers.map { String($0.pid) }.joined(separator: " ")
    let ending = limit.kind == .files && !pids.isEmpty ? ["kill -QUIT \(pids) 2>/dev/null || true"] : []
    return Edit.commands(limit.edits).map(instance.reachable) + [instance.reloadCommand] + ending
  }

  /// The last emergency after which no worker started anew.
  private func recordReload(_ lines: [ErrorLogLine]) {
    guard let last = lines.last(where: { $0.level == "emerg" }), let loaded = instance.workers.map(\.started).max()
    else { return }
    guard let time = clock.seconds(last.time), time >= loaded, instance.isRunning else { return }
    record(
      LogReloadRefused(line: last.excerpt, message: String(last.message)), [:], last)
  }
}
