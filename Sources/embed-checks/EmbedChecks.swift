import Diagnostics
import Glibc
import Notation

/// Reads the files of `checks` and writes Swift source: `embed-checks causes|facts OUTPUT FILE…`.
///
/// Causes are packed, which spares every start of the program the reading of YAML; examples are for tests alone and stay out.
/// Facts become types.
@main
enum EmbedChecks {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else { stop("usage: embed-checks causes|facts OUTPUT FILE…") }
    let files = arguments.dropFirst(2).map { path -> (path: String, text: String) in
      guard let text = contents(path) else { stop("\(path): cannot be read") }
      return (path, text)
    }
    do throws(CatalogueProblem) {
      let lines = arguments[0] == "facts" ? try types(files) : try packed(files)
      guard save(lines, to: arguments[1]) else { stop("\(arguments[1]): cannot be written") }
    } catch {
      stop("\(error.place): error: \(error.message)")
    }
  }

  private static func packed(_ files: [(path: String, text: String)]) throws(CatalogueProblem) -> [String] {
    var lines = ["import Diagnostics", "", "extension Catalogue.Embedded {", "  static let files: [String] = ["]
    for (path, text) in files {
      _ = try Cause(yaml: text, file: path)
      let source = try YAMLSource(causeFile: text, name: path)
      let told = (source.value.members ?? [:]).filter { $0.key != "examples" }
      lines.append("    \(Value.object(told).packed.debugDescription),")
    }
    return lines + ["  ]", "}", ""]
  }

  private static func types(_ files: [(path: String, text: String)]) throws(CatalogueProblem) -> [String] {
    var lines = ["public import Diagnostics", "public import Notation", ""]
    var names: [String] = []
    for (path, text) in files {
      let file = try FactFile(text: text, file: path)
      let sources = file.facts.map { FactSource(fact: $0, probe: file.probe) }
      for source in sources {
        if names.contains(source.typeName) {
          throw CatalogueProblem(place: path, message: "\(source.fact.kind) is declared twice")
        }
        names.append(source.typeName)
        lines += source.lines
      }
    }
    return lines + ["extension FactCatalogue {", "  public static let types: [any FactValue.Type] = ["]
      + names.map { "    \($0).self," } + [
        "  ]", "}", "",
      ]
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
