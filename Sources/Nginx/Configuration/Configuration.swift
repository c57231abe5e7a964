/// An nginx configuration as loaded from its files: every readable directive, includes expanded in place.
///
/// Loading never fails as a whole. What nginx would refuse stands in `problems`; everything else stays usable.
public struct Configuration: Sendable {
  /// The main file, as an absolute path.
  public let file: String
  /// The directory relative paths of `root`, `alias`, logs and temp paths start from.
  public let prefix: String
  public let build: Build
  public internal(set) var directives: [Directive] {
    didSet { prepared = PreparedServers() }
  }
  /// Every file read, in order; a file included twice stands twice.
  public let sources: [SourceFile]
  public let includes: [Include]
  /// In the order nginx would meet them; the first emergency is the one `nginx -t` prints.
  public internal(set) var problems: [ConfigurationProblem]
  var nextIdentifier: Int
  /// The server blocks of `directives`, read once.
  private(set) var prepared = PreparedServers()

  /// The paths of all files read, in order.
  public var files: [String] { sources.map(\.path) }

  /// The problem that makes nginx refuse this configuration, if any.
  public var firstEmergency: ConfigurationProblem? { problems.first { $0.severity == .emergency } }

  /// Reads a configuration and everything it includes.
  ///
  /// A relative `file` starts at the prefix (as with `nginx -c`), which defaults to the build's.
  public static func load(
    file: String? = nil, prefix: String? = nil, files: some ConfigurationFiles, build: Build = .debian
  ) -> Configuration {
    let prefix = prefix ?? build.prefix
    let path = Paths.absolute(file ?? build.configurationFile, from: prefix)
    var parser = Parser(files: files, confPrefix: Paths.directory(of: path))
    let directives = parser.parseMain(path)
    var configuration = Configuration(
      file: path, prefix: prefix, build: build, directives: directives, sources: parser.sources,
      includes: parser.includes, problems: parser.problems, nextIdentifier: parser.nextIdentifier)
    for problem in configuration.wholeProblems(parser.validator.variables) { configuration.add(problem) }
    return configuration
  }

  /// Listening addresses are compared as they are read; everything else about the whole comes last.
  mutating func add(_ problem: ConfigurationProblem) {
    let isEarly = problem.message.hasPrefix("a duplicate ") || problem.isAboutAccounts
    guard isEarly, let own = problem.position else { return problems.append(problem) }
    let later = problems.firstIndex { $0.position.map { $0.file == own.file && $0.line > own.line } ?? true }
    problems.insert(problem, at: later ?? problems.endIndex)
  }
}
