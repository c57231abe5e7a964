import Foundation
import Glibc
import Notation
import Testing

private let program = "/usr/sbin/nginx"

extension Trait where Self == ConditionTrait {
  /// Of tests that ask a real nginx.
  static var withNginx: Self { .enabled(if: access(program, X_OK) == 0, "needs nginx") }
}

/// Runs a real nginx with the given server blocks for as long as some work takes.
///
/// `PORT` in the text stands for a free port and `DIR` for a directory of its own, which `www` below it serves as root.
func withNginx<Result>(
  _ servers: String, directory: String? = nil, _ work: (_ port: Int, _ directory: String) async throws -> Result
) async throws -> Result {
  try await withTemporaryDirectory { own in
    let directory = directory ?? own
    let port = try LocalSocket.freePort()
    let text = configuration(servers, port: port, directory: directory)
    try text.write(toFile: "\(directory)/nginx.conf", atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(atPath: "\(directory)/www", withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-p", directory, "-c", "\(directory)/nginx.conf"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    try await waitUntilListening(port, process)
    return try await work(port, directory)
  }
}

private func configuration(_ servers: String, port: Int, directory: String) -> String {
  let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map { "\($0)_temp_path DIR/\($0);" }.joined(separator: " ")
  let user = getuid() == 0 ? "user root;" : ""
  let text = """
    daemon off; \(user) worker_processes 1; pid DIR/pid; error_log DIR/error.log;
    events { worker_connections 256; }
    http { access_log off; \(temporary) root DIR/www; \(servers) }
    """
  return text.replacingOccurrences(of: "DIR", with: directory).replacingOccurrences(of: "PORT", with: "\(port)")
}

private func waitUntilListening(_ port: Int, _ process: Process) async throws {
  while process.isRunning {
    if LocalSocket.accepts(port) { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  throw LocalSocket.Failure(call: "nginx", errno: 0)
}
