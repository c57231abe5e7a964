/// Reads configuration files into directives, following includes, and notes what nginx would object to on the way.
struct Parser {
  /// Deeper nesting than this is refused: no real configuration comes near, and nginx itself recurses.
  private static let deepestBlock = 200
  /// More files than these are not read: includes that name each other in many orders would never end.
  private static let mostFiles = 20_000

  /// A name met in the files with what the catalogue knows about it.
  struct Name {
    var text: String
    var rules: [DirectiveRule]
    var role: NameRole
    var index: Int
  }

  let files: any ConfigurationFiles
  let confPrefix: String
  private(set) var sources: [SourceFile] = []
  private(set) var includes: [Include] = []
  var problems: [ConfigurationProblem] = []
  private(set) var nextIdentifier = 1
  private var names = NameTable()
  private var openFiles: [String] = []
  private var depth = 0
  var validator = Validator()

  init(files: any ConfigurationFiles, confPrefix: String) {
    self.files = files
    self.confPrefix = confPrefix
  }

  mutating func parseMain(_ path: String) -> [Directive] {
    var directives: [Directive] = []
    switch files.read(path, namedBy: nil) {
    case .failure(let problem):
      add(.emergency, Parser.message(problem, path: path), nil)
    case .success(let bytes):
      var block = BlockState(context: .main)
      read(bytes, path: path, block: &block, into: &directives)
    }
    return directives
  }

  private mutating func read(_ bytes: [UInt8], path: String, block: inout BlockState, into output: inout [Directive]) {
    sources.append(SourceFile(path: path, bytes: bytes))
    openFiles.append(path)
    bytes.withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer)
      _ = parse(&lexer, file: path, block: &block, isFile: true, into: &output)
    }
    openFiles.removeLast()
  }

  /// Parses up to the end of the block or file; returns the offset of the closing brace, if there is one.
  private mutating func parse(
    _ lexer: inout Lexer, file: String, block: inout BlockState, isFile: Bool, into output: inout [Directive]
  ) -> Int? {
    while true {
      switch lexer.next() {
      case .terminated:
        addDirective(&lexer, file: file, block: &block, into: &output, opensBlock: false)
      case .opened:
        addDirective(&lexer, file: file, block: &block, into: &output, opensBlock: true)
      case .closed:
        if !isFile { return lexer.position - 1 }
        add(.emergency, "unexpected \"}\"", Position(file: file, line: lexer.line))
      case .failed(let message, let line):
        add(.emergency, message, Position(file: file, line: line))
      case .cut(let message):
        add(.emergency, message, Position(file: file, line: lexer.line))
        return nil
      case .finished:
        if !isFile {
          add(.emergency, "unexpected end of file, expecting \"}\"", Position(file: file, line: lexer.line))
        }
        return nil
      }
    }
  }

  private mutating func addDirective(
    _ lexer: inout Lexer, file: String, block: inout BlockState, into output: inout [Directive], opensBlock: Bool
  ) {
    guard var directive = makeDirective(lexer, file: file), let first = lexer.words.first else { return }
    let name = names.lookUp(lexer.bytes, first) { lexer.text(first) }
    directive.name = name.text
    if !opensBlock, name.text == "include" {
      validate(directive, name: name, block: &block, opensBlock: false)
      if directive.arguments.count == 1 { include(directive, block: &block, into: &output) }
      return
    }
    validate(directive, name: name, block: &block, opensBlock: opensBlock)
    if opensBlock {
      if name.text.hasSuffix("_by_lua_block") {
        directive.rawBlock = LuaBlock.read(&lexer)
      } else {
        fillBlock(of: &directive, &lexer, file: file, outer: block)
      }
    }
    output.append(directive)
  }

  private mutating func makeDirective(_ lexer: Lexer, file: String) -> Directive? {
    guard let first = lexer.words.first else { return nil }
    let identifier = nextIdentifier
    nextIdentifier += 1
    var arguments: [String] = []
    if lexer.words.count > 1 {
      arguments.reserveCapacity(lexer.words.count - 1)
      for word in lexer.words.dropFirst() { arguments.append(lexer.text(word)) }
    }
    return Directive(
      id: identifier, name: "", arguments: arguments, position: Position(file: file, line: first.line),
      endLine: lexer.line, block: nil, rawBlock: nil, span: first.outerStart..<lexer.position, closing: nil)
  }

  private mutating func fillBlock(of directive: inout Directive, _ lexer: inout Lexer, file: String, outer: BlockState)
  {
    var children: [Directive] = []
    depth += 1
    if depth > Parser.deepestBlock {
      add(.emergency, "blocks are nested too deeply", directive.endPosition)
      lexer.position = lexer.bytes.count
    } else {
      var inner = BlockState(context: outer.context.entering(directive.name), opener: directive)
      directive.closing = parse(&lexer, file: file, block: &inner, isFile: false, into: &children)
      if inner.context == .upstream, directive.closing != nil, !children.contains(where: { $0.name == "server" }) {
        add(.emergency, "no servers are inside upstream", Position(file: file, line: lexer.line))
      }
    }
    depth -= 1
    directive.block = children
  }

  private mutating func include(_ directive: Directive, block: inout BlockState, into output: inout [Directive]) {
    let pattern = Paths.absolute(directive.arguments[0], from: confPrefix)
    let isPattern = pattern.utf8.contains { "*?[".utf8.contains($0) }
    let paths = isPattern ? files.glob(pattern, namedBy: openFiles.last) : [pattern]
    includes.append(Include(position: directive.position, pattern: pattern, files: paths))
    for path in paths {
      guard sources.count < Parser.mostFiles else {
        add(.emergency, "too many files are included", directive.endPosition)
        return
      }
      if openFiles.contains(path) {
        add(.emergency, "open() \"\(path)\" failed (24: Too many open files)", directive.endPosition)
        continue
      }
      switch files.read(path, namedBy: openFiles.last) {
      case .failure(let problem): add(.emergency, Parser.message(problem, path: path), directive.endPosition)
      case .success(let bytes): read(bytes, path: path, block: &block, into: &output)
      }
    }
  }

  private static func message(_ problem: ReadProblem, path: String) -> String {
    let call = problem.errno == ErrorNumber.isDirectory ? "read()" : "open() \"\(path)\""
    return "\(call) failed (\(ErrorNumber.describe(problem.errno)))"
  }

  private mutating func validate(_ directive: Directive, name: Name, block: inout BlockState, opensBlock: Bool) {
    validator.check(directive, name: name, block: &block, opensBlock: opensBlock, problems: &problems)
  }

  private mutating func add(_ severity: ConfigurationProblem.Severity, _ message: String, _ position: Position?) {
    problems.append(ConfigurationProblem(severity: severity, message: message, position: position))
  }
}
