import ArgumentParser
import Diagnostics
import Glibc
import Linux
import Notation
import Synchronization
import SystemPackage

/// `servedoctor.yml`: options of `examine` by their names on the command line, which wins over the file.
enum ConfigurationFile {
  private static let commands: Set<String> = [
    "resolve", "trace", "scan", "checks", "probes", "merge", "compare", "render", "help",
  ]

  /// What is never taken from a file that nobody named: it writes, opens, runs or shows more than the caller asked for.
  private static let explicitOnly: Set<String> = [
    "output", "checks", "no-redact", "allow-metadata", "write-test", "rehearse", "insecure", "config",
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
    let name = try takeName(from: &arguments)
    guard let text = try name.map(text) ?? unnamedText() else { return arguments }
    let isExplicit = arguments.first == "examine"
    let own = try options(text, file: name ?? usualName, isNamed: name != nil)
    inUse.withLock { $0 = shown(name ?? usualName) }
    Output.write("servedoctor: with the options of \(shown(name ?? usualName))\n", to: 2)
    return ["examine"] + own + (isExplicit ? Array(arguments.dropFirst()) : arguments)
  }

  private static let inUse = Mutex<String?>(nil)

  /// The file whose options were used.
  static var used: String? { inUse.withLock { $0 } }

  private static let usualName = "servedoctor.yml"

  private static func shown(_ name: String) -> String { RawArguments.path(name).shown }

  /// Takes `--config FILE` or `--config=FILE` out of the arguments.
  private static func takeName(from arguments: inout [String]) throws -> String? {
    guard let index = arguments.firstIndex(where: { $0 == "--config" || $0.hasPrefix("--config=") }) else { return nil }
    let option = arguments.remove(at: index)
    guard !arguments.contains(where: { $0 == "--config" || $0.hasPrefix("--config=") }) else {
      throw UsageProblem(message: "--config names one file")
    }
    if option != "--config" { return String(option.dropFirst("--config=".count)) }
    guard index < arguments.count else { throw UsageProblem(message: "--config needs a file") }
    return arguments.remove(at: index)
  }

  private static func text(_ name: String) throws -> String {
    do throws(Errno) {
      let bytes = try LiveMachine().contents(Place(RawArguments.path(name)), limit: 1 << 20, fromEnd: false)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw UsageProblem(message: "--config \(shown(name)): \(error)")
    }
  }

  /// The text of the file in the current directory, if the caller or root owns it and nobody else may write it; one that
  /// somebody else has put there is named and not obeyed.
  private static func unnamedText() -> String? {
    let descriptor = open(usualName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard status.st_uid == geteuid() || status.st_uid == 0, status.st_mode & 0o022 == 0 else {
      Output.write(
        "servedoctor: servedoctor.yml of this directory is not obeyed: others than you may write it (--config names one)\n",
        to: 2)
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(descriptor, &bytes, bytes.count)
    return count >= 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }

  private static func options(_ text: String, file: String, isNamed: Bool) throws -> [String] {
    let source: YAMLSource
    do throws(YAMLProblem) {
      source = try YAMLSource(text: text, file: file)
    } catch {
      throw UsageProblem(message: "\(error)")
    }
    if source.value == .null { return [] }
    guard let members = source.value.members else {
      throw UsageProblem(message: "\(shown(file)): options are written as NAME: value")
    }
    return try members.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
      let place = "\(shown(file)):\(source.line(ofKey: name) ?? 1)"
      if name == "targets" {
        if let option = value.elements.map(\.plain).first(where: { $0.hasPrefix("-") }) {
          throw UsageProblem(message: "\(place): “\(option)” is no target")
        }
        return value.elements.map(\.plain)
      }
      guard let isValued = takesValue[name] else {
        throw UsageProblem(message: "\(place): there is no option “\(name)”")
      }
      if explicitOnly.contains(name), !isNamed {
        Output.write("servedoctor: \(place): \(name) is taken from a file that --config names only\n", to: 2)
        return []
      }
      guard value != .null else { throw UsageProblem(message: "\(place): “\(name)” has no value") }
      guard isValued != (value == .bool(true) || value == .bool(false)) else {
        throw UsageProblem(message: "\(place): “\(name)” takes \(isValued ? "a value" : "true or false")")
      }
      if case .bool(let isSet) = value { return isSet ? ["--\(name)"] : [] }
      guard value.members == nil else {
        throw UsageProblem(message: "\(place): “\(name)” takes a value, not a mapping")
      }
      return value.elements.flatMap { ["--\(name)", $0.plain] }
    }
  }

  /// The long options of `examine`, with whether each takes a value, as its help says.
  private static let takesValue: [String: Bool] = {
    let help = Servedoctor.helpMessage(for: ExamineCommand.self, columns: 400)
    var options: [String: Bool] = [:]
    for line in help.split(separator: "\n") {
      let words = line.split(separator: " ").filter { $0.hasPrefix("-") || $0.hasPrefix("<") }
      guard let first = words.first, first.hasPrefix("-"), line.hasPrefix("  -") else { continue }
      for word in words where word.hasPrefix("--") {
        options[String(word.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" })] = words.contains {
          $0.hasPrefix("<")
        }
      }
    }
    return options.filter { !["version", "help", "config"].contains($0.key) }
  }()
}
