import Foundation
import Glibc
import Nginx
import Testing

extension Trait where Self == ConditionTrait {
  /// Of tests that ask a real nginx the same.
  static var besideNginx: Self {
    .enabled(if: geteuid() == 0 && access(RealNginx.program, X_OK) == 0, "needs root and nginx")
  }
}

/// A real nginx on a loopback port: a root master with www-data workers, on files of its own below /tmp.
final class RealNginx {
  static let program = "/usr/sbin/nginx"
  let directory: String
  let port: Int
  private var process: Process?

  var configuration: String { directory + "/nginx.conf" }

  init(port: Int) throws {
    self.port = port
    directory = RealNginx.directory(port: port)
    try? FileManager.default.removeItem(atPath: directory)
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    chmod(directory, 0o755)
  }

  static func directory(port: Int) -> String { "/tmp/nginx-model-\(getpid())-\(port)" }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// The whole configuration around a text of the `http` block.
  func text(http: String, main: String = "") -> String {
    """
    user www-data; worker_processes 1; daemon off; pid \(directory)/pid; error_log \(directory)/error.log info; \(main)
    events { worker_connections 512; }
    http {
    log_format debugging '$http_x_id|$uri|$request_filename';
    access_log \(directory)/access.log debugging;
    client_body_temp_path \(directory)/body; proxy_temp_path \(directory)/proxy; fastcgi_temp_path \(directory)/fastcgi;
    uwsgi_temp_path \(directory)/uwsgi; scgi_temp_path \(directory)/scgi; server_names_hash_bucket_size 128;
    \(http)
    }
    """
  }

  func start(_ text: String) throws {
    try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: RealNginx.program)
    process.arguments = ["-c", configuration, "-p", directory]
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process
    for _ in 0..<300 {
      if RawHTTP.send(port: port, Array("GET / HTTP/1.0\r\n\r\n".utf8)) != nil { break }
      usleep(10000)
      if !process.isRunning {
        throw StartFailure(log: try RealNginx.firstComplaint(configuration: configuration) ?? errorLog)
      }
    }
    truncate(directory + "/access.log", 0)
  }

  struct StartFailure: Error { let log: String }

  var errorLog: String { (try? String(contentsOfFile: directory + "/error.log", encoding: .utf8)) ?? "" }

  /// One line per request, in the order they were closed: the `X-Id` header, URI and file name as nginx saw them.
  var accessLog: [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: directory + "/access.log") else { return [] }
    return Array(data).split(separator: 10, omittingEmptySubsequences: false).map(RealNginx.unescaped)
  }

  /// nginx writes `"`, `\` and what is not printable as `\xHH`.
  private static func unescaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = line
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\"), rest.count >= 4,
        let value = UInt8(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(4)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  func stop() {
    guard let process, process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
    self.process = nil
  }

  /// Makes the tree's entries on disk.
  static func materialise(_ tree: MemoryTree) {
    let paths = tree.entries.keys.filter { !$0.isEmpty }.sorted()
    for path in paths {
      guard let entry = tree.entries[path] else { continue }
      switch entry.content {
      case .directory: mkdir(path, 0o755)
      case .file(let text): _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
      case .link(let target): symlink(target, path)
      case .pipe: mkfifo(path, 0o644)
      }
    }
    for path in paths.reversed() {
      guard let entry = tree.entries[path] else { continue }
      lchown(path, uid_t(entry.owner), 0)
      if case .link = entry.content { continue }
      chmod(path, mode_t(entry.mode))
      var times = [
        timespec(tv_sec: MemoryTree.modified, tv_nsec: 0), timespec(tv_sec: MemoryTree.modified, tv_nsec: 0),
      ]
      utimensat(AT_FDCWD, path, &times, 0)
    }
  }

  /// Runs `nginx -t` on a file, with so many descriptors, and returns its first complaint, without the time and severity.
  static func firstComplaint(configuration: String, descriptors: Int = 256) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ulimit -n \(descriptors); exec \(program) -t -q -c \(configuration)"]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 0 { return nil }
    let line = output.split(separator: "\n").first { $0.contains("[emerg]") || $0.contains("[crit]") }
    return line.map { String($0.drop { $0 != "]" }.dropFirst(2)) } ?? output
  }
}
