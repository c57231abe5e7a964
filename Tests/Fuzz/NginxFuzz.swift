/// Feeds bytes to the configuration reader, the resolver and the repairs; whatever they are, nothing may trap or hang.
///
/// The bytes up to the first NUL are a configuration, those behind it a request target. Compiled with the sources of
/// `Nginx` into one module by `run`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
  let text = parts.first.map(Array.init) ?? []
  let target = parts.count > 1 ? Array(parts[1]) : Array("/static/css/app.css?x=1".utf8)
  let files = FuzzFiles(main: text, included: parts.count > 2 ? Array(parts[2]) : Array("server { root /srv; }".utf8))
  let configuration = Configuration.load(files: files)
  check(configuration)
  let resolver = Resolver(configuration)
  var request = Request(host: "example.com", target: target)
  request.headers = [Header("Accept-Encoding", "gzip"), Header("Range", ByteText.string(target.prefix(20)))]
  let answer = resolver.resolve(request, in: FuzzTree())
  _ = resolver.resolveInternal(ByteText.string(target), after: request, in: FuzzTree())
  request.method = "POST"
  request.bodySize = 4 << 20
  let posted = resolver.resolve(request, in: FuzzTree())
  guard text.count < 2000 else { return 0 }
  for (one, asked) in [(answer, Request(host: "example.com", target: target)), (posted, request)] {
    let repairs = Repairs.find(
      for: asked, answer: one, in: FuzzTree(), resolver: resolver,
      knownRoots: [KnownRoot(label: "STATIC_ROOT", path: "/srv/static", urlPrefix: "/static/")])
    for repair in repairs { precondition(!repair.commands().isEmpty || repair.edits.isEmpty || repair.diff().isEmpty) }
  }
  return 0
}

/// Every directive, written as it could be, reads back as it was.
private func check(_ configuration: Configuration) {
  var pending = configuration.directives
  while let directive = pending.popLast() {
    pending += directive.block ?? []
    guard directive.block == nil, directive.rawBlock == nil else { continue }
    var lexed = ByteText.bytes(directive.text)
    guard lexed.count < 4000 else { continue }
    lexed.withUnsafeMutableBufferPointer { buffer in
      var lexer = Lexer(UnsafeBufferPointer(buffer))
      guard case .terminated = lexer.next() else { preconditionFailure("not one directive: \(directive.text)") }
      let words = lexer.words.map { lexer.text($0) }
      precondition(words == [directive.name] + directive.arguments, "read back otherwise: \(directive.text)")
    }
  }
}

private struct FuzzFiles: ConfigurationFiles {
  let main: [UInt8]
  let included: [UInt8]

  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
    if path == "/etc/nginx/nginx.conf" { return .success(main) }
    return path.utf8.count % 3 == 0 ? .failure(ReadProblem(errno: 2)) : .success(included)
  }

  func glob(_ pattern: String, namedBy file: String?) -> [String] {
    ["/etc/nginx/conf.d/a.conf", "/etc/nginx/nginx.conf"]
  }
}

/// A tree in which a path's length says what stands there.
private struct FuzzTree: DocumentTree {
  func status(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    switch path.count % 7 {
    case 0: .failure(TreeProblem(errno: 2))
    case 1: .failure(TreeProblem(errno: 13))
    case 2: .success(Node(kind: .directory, size: 4096, modified: 1_700_000_000, owner: 0, mode: 0o755))
    case 3: .success(Node(kind: .other, size: 0, modified: 1_700_000_000, owner: 0, mode: 0o644))
    default: .success(Node(kind: .file, size: path.count, modified: 1_700_000_000, owner: 33, mode: 0o644))
    }
  }

  func open(_ path: [UInt8]) -> Result<Node, TreeProblem> { status(path) }
  func list(_ path: [UInt8]) -> Result<[[UInt8]], TreeProblem> { status(path).map { _ in [Array("a".utf8)] } }
  func link(_ path: [UInt8]) -> Result<Node, TreeProblem> { status(path) }
}
