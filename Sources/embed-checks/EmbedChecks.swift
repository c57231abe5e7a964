import Diagnostics
import Glibc
import Notation

/// Reads cause files and writes them, packed, as one Swift source: `embed-checks OUTPUT FILE…`.
///
/// Packing at build time spares every start of the program the reading of YAML. Examples are for tests alone and stay out.
@main
enum EmbedChecks {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first else { stop("usage: embed-checks OUTPUT FILE…") }
    var lines = ["extension Catalogue.Embedded {", "  static let files: [String] = ["]
    for path in arguments.dropFirst() {
      guard let text = contents(path) else { stop("\(path): cannot be read") }
      do throws(CatalogueProblem) {
        _ = try Cause(yaml: text, file: path)
        let source = try YAMLSource(causeFile: text, name: path)
        let told = (source.value.members ?? [:]).filter { $0.key != "examples" }
        lines.append("    \(Value.object(told).packed.debugDescription),")
      } catch {
        stop("\(error.place): error: \(error.message)")
      }
    }
    lines += ["  ]", "}", ""]
    guard save(["import Diagnostics", ""] + lines, to: output) else { stop("\(output): cannot be written") }
  }

  private static func contents(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func save(_ lines: [String], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let isWritten = fputs(lines.joined(separator: "\n"), file) >= 0
    return fclose(file) == 0 && isWritten
  }

  private static func stop(_ message: String) -> Never {
    let line = "\(message)\n"
    _ = line.withCString { Glibc.write(2, $0, strlen($0)) }
    exit(1)
  }
}
