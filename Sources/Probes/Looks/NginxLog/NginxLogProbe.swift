import Diagnostics
import Linux
import Nginx
import SystemPackage

/// What nginx's logs say of the examined URLs and paths.
public struct NginxLogProbe: Probe {
  public static var id: String { "nginx-log" }
  public static var summary: String { "What nginx's error logs say of the examined URLs and paths." }
  public static var needs: String { "the right to read nginx's logs (root, or the group adm)" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for instance in scene.nginx {
      let scopes = instance.configuration.servers.map(\.settings) + [instance.configuration.settings].compactMap { $0 }
      var paths: Set<String> = [instance.build.errorLog]
      for log in scopes.flatMap(\.errorLogs) { if case .file(let path) = log { paths.insert(path) } }
      let listed = scene.nginx.firstIndex {
        $0.configuration.file == instance.configuration.file && $0.view == instance.view
      }
      for path in paths.sorted() {
        guard
          let bytes = try? scene.machine.contents(
            Place(FilePath(path), in: instance.view), limit: 256 * 1024, fromEnd: true)
        else { continue }
        let lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(1500).map { ErrorLogLine(Array($0)) }
        LogTeller(instance: instance, number: listed, scene: scene, recorder: recorder).tell(lines)
      }
    }
  }
}

/// One line of an error log: `2026/11/20 10:00:00 [error] 12#12: *3 message, client: …, server: …, request: "GET /x HTTP/1.1", …`.
struct ErrorLogLine {
  let text: String
  /// `2026/11/20 10:00:00`; sorts as text.
  let time: Substring
  let level: Substring
  /// Without the numbers before and the context behind.
  let message: Substring
  /// The request's target.
  let target: String?
  /// The Host header.
  let host: String?

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    self.text = text
    time = text.prefix(19)
    var level: Substring = ""
    var rest = text[...]
    if let open = text.firstIndex(of: "["), let close = text.firstIndex(of: "]"), open < close {
      level = text[text.index(after: open)..<close]
      rest = text[text.index(after: close)...]
    }
    self.level = level
    if let colon = rest.firstRange(of: ": ") { rest = rest[colon.upperBound...] }
    if rest.hasPrefix("*"), let space = rest.firstIndex(of: " ") { rest = rest[rest.index(after: space)...] }
    message = rest.firstRange(of: ", client: ").map { rest[..<$0.lowerBound] } ?? rest
    let request = text.firstRange(of: "request: \"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
    target = request?.split(separator: " ").dropFirst().first.map(String.init)
    host = text.firstRange(of: "host: \"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
  }

  /// The text in the first pair of double quotes.
  var quoted: String? {
    guard let open = message.firstIndex(of: "\"") else { return nil }
    let rest = message[message.index(after: open)...]
    return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
  }

  /// The errno in `(13: Permission denied)`.
  var errno: Int32? {
    guard let open = message.lastIndex(of: "("), let colon = message[open...].firstIndex(of: ":") else { return nil }
    return Int32(message[message.index(after: open)..<colon])
  }

  /// The errno's name; `other` for those that no fact names.
  var errnoName: String? {
    errno.map { number in
      [
        1: "EPERM", 2: "ENOENT", 5: "EIO", 13: "EACCES", 20: "ENOTDIR", 24: "EMFILE", 28: "ENOSPC", 30: "EROFS",
        36: "ENAMETOOLONG", 40: "ELOOP", 116: "ESTALE", 122: "EDQUOT", 110: "ETIMEDOUT", 111: "ECONNREFUSED",
      ][number] ?? "other"
    }
  }
}

/// Turns the lines of one nginx's logs into facts about the cases.
struct LogTeller {
  let instance: NginxInstance
  let number: Int?
  let scene: Scene
  let recorder: Recorder

  func tell(_ lines: [ErrorLogLine]) {
    let cases = scene.cases.filter { $0.nginx == number }
    for line in lines.reversed() {
      let asked = cases.first { line.target == Self.target($0.url) }
      tellAnyCase(line)
      if let asked { tell(line, of: asked) }
    }
    tellReload(lines)
  }

  private static func target(_ url: String) -> String {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    return rest.firstIndex(of: "/").map { String(rest[$0...].prefix { $0 != "#" }) } ?? "/"
  }

  private func record(_ kind: String, _ subject: Subject, _ line: ErrorLogLine, _ data: [String: Value]) {
    var data = data
    data["line"] = .string(String(line.text.prefix(600)))
    recorder.record(
      kind, by: NginxLogProbe.id, of: subject, "error log, \(line.time): \(line.message.prefix(300))", data)
  }

  /// What concerns the examined request itself.
  private func tell(_ line: ErrorLogLine, of one: Case) {
    let message = line.message
    if message.contains("directory index of") {
      record("log.no-index", one.subject, line, ["path": Value(line.quoted)])
    } else if message.contains("access forbidden by rule") || message.contains("user/password was") {
      record("log.refused-by-rule", one.subject, line, [:])
    } else if message.contains("redirection cycle") {
      record("log.cycle", one.subject, line, ["uri": Value(line.quoted)])
    } else if message.contains("upstream") || message.contains("connect() to") {
      if ["error", "crit"].contains(line.level) {
        let upstream = line.text.firstRange(of: "upstream: \"").map {
          String(line.text[$0.upperBound...].prefix { $0 != "\"" })
        }
        record("log.upstream-failed", one.subject, line, ["errno": Value(line.errnoName), "upstream": Value(upstream)])
      }
    } else if let name = line.errnoName, let path = line.quoted, isLook(message) {
      let known = ["EACCES", "ENOENT", "ELOOP", "ENOTDIR", "ENAMETOOLONG", "EMFILE", "EIO", "ESTALE"]
      record(
        "log.open-failed", one.subject, line,
        ["errno": .string(known.contains(name) ? name : "other"), "path": .string(path)])
    }
  }

  private func isLook(_ message: Substring) -> Bool {
    ["open()", "stat()", "openat()", "opendir()", "is forbidden", "is not found"].contains { message.contains($0) }
  }

  /// Refused bodies and failed temporary files: they concern uploads of any URL, and count as long as they are recent.
  private func tellAnyCase(_ line: ErrorLogLine) {
    guard isSinceLoad(line) else { return }
    if line.message.contains("too large body") || line.message.contains("too large chunked body") {
      let bytes = line.message.split(separator: " ").compactMap { Int($0) }.last
      record("log.too-large", upload(line), line, ["bytes": Value(bytes)])
    } else if let path = line.quoted, let name = line.errnoName, isTemporary(path) {
      let known = ["EACCES", "ENOENT", "ENOSPC", "EROFS", "EDQUOT"]
      record(
        "log.temp-failed", [:], line, ["errno": .string(known.contains(name) ? name : "other"), "path": .string(path)])
    }
  }

  /// The examined URL that was posted to; else the URL that the line names.
  private func upload(_ line: ErrorLogLine) -> Subject {
    let path = line.target.map { String($0.prefix { $0 != "?" }) }
    let examined =
      scene.cases.first { $0.origin == .upload }
      ?? scene.cases.first { $0.origin == .target && Self.target($0.url) == path }
    if let examined { return examined.subject }
    guard let path, let host = line.host else { return [:] }
    return [.url: "http://\(host)\(path)"]
  }

  /// Temporary files have names of ten digits: `/var/lib/nginx/body/0000000017`.
  private func isTemporary(_ path: String) -> Bool {
    guard let name = path.split(separator: "/").last else { return false }
    return name.count == 10 && name.allSatisfy(\.isNumber)
  }

  /// Whether a line is of the running workers' time, as far as the clock of the log can tell.
  private func isSinceLoad(_ line: ErrorLogLine) -> Bool {
    guard let loaded = instance.workers.map(\.started).min() else { return true }
    return LogTime.seconds(line.time).map { $0 + 86_400 > loaded } ?? true
  }

  /// The last emergency after which no worker started anew.
  private func tellReload(_ lines: [ErrorLogLine]) {
    guard let last = lines.last(where: { $0.level == "emerg" }), let loaded = instance.workers.map(\.started).max()
    else { return }
    guard let time = LogTime.seconds(last.time), time >= loaded, instance.isRunning else { return }
    record("log.reload-refused", [:], last, ["message": .string(String(last.message))])
  }
}

/// The clock of error logs: local time without a zone; UTC is taken where the zone is not known.
enum LogTime {
  /// Seconds since 1970 of `2026/11/20 10:00:00`.
  static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(whereSeparator: { "/ :".contains($0) }).compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    let shifted = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    let era = shifted.0 / 400
    let yearOfEra = shifted.0 - era * 400
    let dayOfYear = (153 * shifted.1 + 2) / 5 + parts[2] - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }
}
