import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What the application logged of requests that its store refused.
struct StoreLog {
  let context: StoreContext

  /// The codes that tell a cause by themselves.
  static let codes = [
    "AccessControlListNotSupported", "RequestTimeTooSkewed", "ExpiredToken", "InvalidToken", "InvalidAccessKeyId",
    "SignatureDoesNotMatch", "XAmzContentSHA256Mismatch", "NotImplemented", "NoSuchBucket", "KMS.",
    "PermanentRedirect", "AuthorizationHeaderMalformed", "InvalidRequest", "InvalidArgument", "AccessDenied",
  ]

  func record() {
    guard let application = context.application else { return }
    var seen: Set<String> = []
    for log in logs(of: application) where isOfThisRun(log, application) {
      guard let bytes = application.reading(context.scene.machine).bytes(of: log, limit: 65_536, fromEnd: true) else {
        continue
      }
      let lines = Self.ofThisRun(String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(400), application)
      let coded = lines.compactMap { line in Self.codes.first { line.contains($0) }.map { (code: $0, line: line) } }
      for (code, line) in coded.reversed() where seen.insert(code).inserted {
        if code == "AccessControlListNotSupported", sendsNoList(application) { continue }
        context.record(
          S3Logged(
            code: code == "KMS." ? "KMS" : code, count: coded.count { $0.code == code }, log: log.path.shown,
            operation: Self.operation(in: line)), "\(log.path.shown): \(line.suffix(300))")
      }
    }
  }

  /// Whether anything was written to the log since the application started; what is older may be mended since.
  private func isOfThisRun(_ log: Place, _ application: Application) -> Bool {
    guard let status = context.scene.machine.file(at: log) else { return false }
    return status.modified >= application.lead.started
  }

  /// Whether the settings say that no access list is sent, whatever was logged of an earlier run.
  private func sendsNoList(_ application: Application) -> Bool {
    StoreRole.acl.names.contains { name in
      application.environment?[name].map { $0.isEmpty || $0.lowercased() == "none" } == true
    }
  }

  /// The lines since the program that runs now said that it listens, as gunicorn and uvicorn do with their process's number.
  private static func ofThisRun(
    _ lines: ArraySlice<Substring>, _ application: Application
  ) -> ArraySlice<Substring> {
    let began = lines.lastIndex { line in
      ["(\(application.lead.pid))", "[\(application.lead.pid)]"].contains { line.contains($0) }
        && ["Listening at", "Starting gunicorn", "Started server process"].contains { line.contains($0) }
    }
    return began.map { lines[$0...] } ?? lines
  }

  /// boto's words: `An error occurred (AccessDenied) when calling the PutObject operation`.
  private static func operation(in line: Substring) -> String? {
    guard let mark = line.firstRange(of: "when calling the ") else {
      return ["PutObject", "CreateMultipartUpload", "UploadPart", "DeleteObject", "CopyObject"].first {
        line.contains($0)
      }
    }
    return String(line[mark.upperBound...].prefix { $0.isLetter || $0.isNumber })
  }

  private func logs(of application: Application) -> [Place] {
    var logs: [Place] = []
    for process in application.processes.prefix(4) {
      for (number, target) in context.scene.machine.descriptors(of: process.pid) {
        guard number == 1 || number == 2 || target.hasSuffix(".log"), target.hasPrefix("/"),
          !target.hasPrefix("/dev/"), !target.hasSuffix("(deleted)")
        else { continue }
        let place = Place(FilePath(target), in: application.view)
        if !logs.contains(place) { logs.append(place) }
      }
    }
    return logs
  }
}
