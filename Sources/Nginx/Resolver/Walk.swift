/// One request on its way through nginx's phases; the fields mirror `ngx_http_request_t`.
struct Walk {
  enum Phase {
    case serverRewrite, findLocation, rewrite, access, tryFiles, content, done
  }

  /// nginx allows this many changes of the URI before it answers 500.
  static let mostURIChanges = 11

  let resolver: Resolver
  let request: Request
  let tree: any DocumentTree
  var answer: Answer
  var method: String
  /// The client's address, after `set_real_ip_from`.
  var client: String
  /// The type of the body about to be sent, for `$sent_http_content_type`.
  var sentContentType: String?
  var uri: [UInt8] = []
  var arguments: [UInt8] = []
  var unparsedURI: [UInt8] = []
  var host: [UInt8] = []
  var plan: ServerPlan?
  var group: ListenGroup?
  /// The block whose settings hold at this moment.
  var scope: Scope
  var node: LocationNode?
  var isInternal = false
  var uriChanged = false
  var uriChanges = Walk.mostURIChanges
  var validLocation = true
  var validUnparsedURI = true
  var appendsURIToAlias = false
  var hadEscapes = false
  var hadPlus = false
  var captures: [[UInt8]] = []
  var namedCaptures: [String: [UInt8]] = [:]
  var variables: [String: [UInt8]] = [:]
  var unknownVariables: Set<String> = []
  /// What `map`, `geo` and `split_clients` gave: once in a request, unless the block is volatile.
  var definedValues: [String: [UInt8]] = [:]
  /// Values taken for granted for variables of `map` and `split_clients` whose key is not known.
  var assumptions: [String: [UInt8]] = [:]
  /// Such variables that were asked for, with all values they may have.
  var openChoices: [String: Set<[UInt8]>] = [:]
  var errorStatus = 0
  var usedErrorPage = false
  /// Whether the request body was thrown away already; its size is then no longer checked.
  var isBodyDiscarded = false
  /// Set when the answer's `Location` is decided before the status is finished.
  var location: [UInt8]?
  var hasBodyLimit = false
  var accelRedirect: [UInt8]?
  var jumps = 0
  var extraHeaders: [Header] = []
  var evaluationDepth = 0
  var evaluationFailed = false
  var conditionUsesReferer = false
  var isSubrequest = false

  init(resolver: Resolver, request: Request, tree: any DocumentTree) {
    self.resolver = resolver
    self.request = request
    self.tree = tree
    method = request.method
    client = request.client
    answer = Answer(method: request.method)
    scope = resolver.http ?? Scope(kind: .http, directive: Walk.emptyBlock, parent: nil)
  }

  private static let emptyBlock = Directive(
    id: 0, name: "http", arguments: [], position: Position(file: "", line: 0), endLine: 0, block: [], rawBlock: nil,
    span: 0..<0, closing: nil)

  mutating func run() -> Answer {
    var phase = receive()
    while phase != .done {
      jumps += 1
      phase = jumps > 500 ? finish(500) : perform(phase)
    }
    answer.uri = ByteText.string(uri)
    return answer
  }

  mutating func perform(_ phase: Phase) -> Phase {
    switch phase {
    case .serverRewrite: serverRewrite()
    case .findLocation: findLocation()
    case .rewrite: locationRewrite()
    case .access: isSubrequest ? .tryFiles : checkAccess()
    case .tryFiles: tryFiles()
    case .content: makeContent()
    case .done: .done
    }
  }

  mutating func note(_ sentence: String, _ position: Position? = nil) {
    answer.steps.append(position.map { "\(sentence) (\($0))" } ?? sentence)
    if let position { answer.visited.append(position) }
  }

  mutating func note(_ sentence: String, _ directive: Directive) {
    note(sentence, directive.position)
    answer.visitedIDs.append(directive.id)
  }

  mutating func doubt(
    _ directive: String, _ reason: String, at position: Position?, effect: Unknown.Effect = .route
  ) {
    let unknown = Unknown(directive: directive, reason: reason, position: position, effect: effect)
    if !answer.unknown.contains(unknown) { answer.unknown.append(unknown) }
  }

  private mutating func serverRewrite() -> Phase {
    guard let plan else { return .done }
    scope = plan.scope
    node = nil
    uriChanged = false
    if let next = runRewrites(plan.scope) { return next }
    return .findLocation
  }

  private mutating func locationRewrite() -> Phase {
    guard scope.kind != .server else { return .access }
    if let next = runRewrites(scope) { return next }
    guard uriChanged else { return .access }
    uriChanges -= 1
    if uriChanges == 0 {
      answer.isCycle = true
      note("after ten rewrites nginx gives up: rewrite or internal redirection cycle")
      return finish(500)
    }
    return .findLocation
  }
}
