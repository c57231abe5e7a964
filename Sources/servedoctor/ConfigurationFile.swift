import Diagnostics
import Linux
import Notation
import SystemPackage

/// `servedoctor.yml`: options of `examine` by their names on the command line, which wins over the file.
enum ConfigurationFile {
  private static let commands: Set<String> = [
    "resolve", "trace", "scan", "checks", "probes", "merge", "compare", "render", "help",
  ]

  /// The arguments with those of the file before them.
  ///
  /// - Throws: `UsageProblem` naming the file and what is wrong in it.
  static func inserted(into arguments: [String]) throws -> [String] {
    var arguments = arguments
    if let first = arguments.first, commands.contains(first) { return arguments }
    if arguments.contains(where: {
      ["-h", "--help", "--version"].contains($0) || $0.hasPrefix("--generate-completion")
    }) {
      return arguments
    }
    var name = "servedoctor.yml"
    var isNamed = false
    if let index = arguments.firstIndex(of: "--config") {
      guard index + 1 < arguments.count else { throw UsageProblem(message: "--config needs a file") }
      name = arguments[index + 1]
      isNamed = true
      arguments.removeSubrange(index...(index + 1))
    }
    guard let text = try text(name, isNamed: isNamed) else { return arguments }
    let isExplicit = arguments.first == "examine"
    let own = try options(text, file: name)
    return ["examine"] + own + (isExplicit ? Array(arguments.dropFirst()) : arguments)
  }

  private static func text(_ name: String, isNamed: Bool) throws -> String? {
    do throws(Errno) {
      let bytes = try LiveMachine().contents(Place(RawArguments.path(name)), limit: 1 << 20, fromEnd: false)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      guard isNamed else { return nil }
      throw UsageProblem(message: "--config \(name): \(error)")
    }
  }

  private static func options(_ text: String, file: String) throws -> [String] {
    let source: YAMLSource
    do throws(YAMLProblem) {
      source = try YAMLSource(text: text, file: file)
    } catch {
      throw UsageProblem(message: "\(error)")
    }
    guard let members = source.value.members else {
      throw UsageProblem(message: "\(file): options are written as NAME: value")
    }
    return members.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
      if name == "targets" { return value.elements.map(\.plain) }
      if case .bool(let isSet) = value { return isSet ? ["--\(name)"] : [] }
      return value.elements.flatMap { ["--\(name)", $0.plain] }
    }
  }
}
