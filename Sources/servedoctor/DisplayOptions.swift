import ArgumentParser
import Glibc
import Reports

/// Where an answer is written, and how much of it for what kind of terminal.
struct DisplayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write the report there instead of to standard output.", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto
  @Flag(help: "The verdict alone.")
  var quiet = false
  @Flag(help: "Everything that was seen.")
  var verbose = false

  /// How a terminal or a file shows it: colour by option, NO_COLOR and CLICOLOR, width by the terminal.
  var presentation: Presentation {
    let columns = output == nil ? Output.columns(of: 1) : nil
    let width = columns ?? getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 100
    return Presentation(
      width: min(200, max(40, width)), usesColor: usesColor(isTerminal: columns != nil),
      verbosity: quiet ? .quiet : verbose ? .verbose : .normal)
  }

  private func usesColor(isTerminal: Bool) -> Bool {
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      if let no = getenv("NO_COLOR"), no[0] != 0 { return false }
      if let force = getenv("CLICOLOR_FORCE"), String(cString: force) != "0" { return true }
      if let wish = getenv("CLICOLOR"), String(cString: wish) == "0" { return false }
      return isTerminal && !Output.isDumb
    }
  }

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
