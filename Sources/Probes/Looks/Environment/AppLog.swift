import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What an application logged of writes that failed: the files behind its standard output and error.
struct AppLog {
  let application: Application
  let scene: Scene
  let recorder: Recorder

  /// Words by which runtimes tell the errno: Python's `[Errno 13]`, libc's texts, Node's codes.
  private static let words: [(AppWriteFailed.Errno, String)] = [
    (.EACCES, "Permission denied"), (.ENOSPC, "No space left on device"), (.EROFS, "Read-only file system"),
    (.EDQUOT, "Disk quota exceeded"), (.EPERM, "Operation not permitted"), (.ENOENT, "No such file or directory"),
  ]

  func record() {
    var seen: Set<String> = []
    for log in application.logs(on: scene.machine) {
      guard let bytes = application.reading(scene.machine).bytes(of: log, limit: 65_536, fromEnd: true) else {
        continue
      }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").reversed().prefix(400) {
        guard let (code, path) = failure(in: line), seen.insert("\(code.rawValue) \(folder(path))").inserted else {
          continue
        }
        recorder.record(
          AppWriteFailed(
            errno: code, line: String(line.suffix(500)), log: log.path.shown, path: path
          ), of: subject(path), "\(log.path.shown): \(line.suffix(300))")
      }
    }
  }

  /// The errno and the path of a line that tells of a failed write, where the path lies below a root of the application.
  private func failure(in line: Substring) -> (AppWriteFailed.Errno, String)? {
    guard let (code, _) = Self.words.first(where: { line.contains($0.1) || line.contains("\($0.0.rawValue):") }) else {
      return nil
    }
    let roots = scene.routes.compactMap { $0.writerRoot?.path.string }
    let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
    let path = stride(from: 1, to: quoted.count, by: 2).map { String(quoted[$0]) }.last { $0.contains("/") }
    if let path { return roots.contains { path.hasPrefix($0) } || !path.hasPrefix("/") ? (code, path) : nil }
    return [.ENOSPC, .EROFS, .EDQUOT].contains(code) ? (code, roots.first ?? "") : nil
  }

  private func folder(_ path: String) -> String { FilePath(path).removingLastComponent().string }

  private func subject(_ path: String) -> Subject {
    let route = scene.routes.first { route in
      route.kind == .media && route.writerRoot.map { path.hasPrefix($0.path.string) || !path.hasPrefix("/") } == true
    }
    return route.map { [.route: $0.id] } ?? [.path: path]
  }
}
