/// Looks for minimal changes of the configuration that cure one request.
public struct Repairs {
  let request: Request
  let answer: Answer
  let tree: any DocumentTree
  let configuration: Configuration
  let resolver: Resolver
  let knownRoots: [KnownRoot]
  /// The value of `X-Accel-Redirect` in the upstream's answer, where that is what goes wrong.
  let accelRedirect: String?
  /// The path of the URL or of the internal redirect, decoded.
  let uri: String
  private(set) var found: [Repair] = []
  private var tried: Set<String> = []

  /// Tries the known repairs one by one and returns those that work, likeliest kinds first.
  ///
  /// Without more, a repair is right when a file of the requested name is sent; for a 413, when the body is accepted;
  /// with `upstreamURI`, when the application is asked for that URI; with `contentType`, when the file is sent so.
  /// With `accelRedirect`, `answer` is that of `Resolver.resolveInternal` and the redirect's file has to be sent.
  public static func find(
    for request: Request, answer: Answer, in tree: some DocumentTree, resolver: Resolver, knownRoots: [KnownRoot] = [],
    upstreamURI: String? = nil, contentType: String? = nil, accelRedirect: String? = nil
  ) -> [Repair] {
    var repairs = Repairs(request, answer, tree, resolver, knownRoots, accelRedirect)
    if let upstreamURI {
      repairs.mendProxyURI(.upstream(upstreamURI))
    } else if let contentType {
      repairs.mendTypes(contentType)
    } else if answer.status == 413 {
      repairs.raiseBodySize()
    } else {
      repairs.mendAccelRedirect()
      repairs.mendRule()
      repairs.mendMap()
      repairs.mendRoot()
      repairs.mendTryFiles()
      repairs.mendLocation()
      repairs.mendRewrites()
      repairs.mendServer()
      repairs.mendDirectory()
      repairs.addLocation()
    }
    return repairs.found
  }

  init(
    _ request: Request, _ answer: Answer, _ tree: any DocumentTree, _ resolver: Resolver, _ knownRoots: [KnownRoot],
    _ accelRedirect: String?
  ) {
    self.request = request
    self.answer = answer
    self.tree = tree
    self.resolver = resolver
    self.knownRoots = knownRoots
    configuration = resolver.configuration
    self.accelRedirect = accelRedirect
    let target = accelRedirect.map { Walk.safeURI($0.byteArray)?.path ?? $0.byteArray } ?? request.target
    uri = ByteText.string(accelRedirect != nil ? target : TargetParser(target, mergeSlashes: true)?.uri ?? target)
  }

  /// Keeps the edits if they reach the goal.
  mutating func attempt(
    _ kind: Repair.Kind, _ edits: [Edit], goal: RepairGoal = .file, root: KnownRoot? = nil,
    also simulated: [Edit] = []
  ) {
    guard tried.insert(edits.map { "\($0.target) \($0.change)" }.joined(separator: "\n")).inserted else { return }
    let changed = Resolver(configuration.applying(edits + simulated))
    let after = ask(request, changed)
    guard goal.isReached(by: after, requested: uri) else { return }
    found.append(Repair(kind: kind, edits: edits, answer: after, root: root))
  }

  private func ask(_ request: Request, _ resolver: Resolver) -> Answer {
    Repairs.resolve(request, accelRedirect, tree, resolver)
  }

  private static func resolve(
    _ request: Request, _ accelRedirect: String?, _ tree: some DocumentTree, _ resolver: Resolver
  ) -> Answer {
    accelRedirect.map { resolver.resolveInternal($0, after: request, in: tree) } ?? resolver.resolve(request, in: tree)
  }

  func ask(_ request: Request) -> Answer { ask(request, resolver) }

  func edit(_ directive: Directive, arguments: [String]) -> Edit {
    Edit(.rewrite(name: directive.name, arguments: arguments), of: directive, in: configuration)
  }

  func edit(_ directive: Directive, name: String, _ argument: String) -> Edit {
    Edit(.rewrite(name: name, arguments: [argument]), of: directive, in: configuration)
  }

  func removal(_ directive: Directive) -> Edit { Edit(.remove, of: directive, in: configuration) }

  func insertion(_ new: NewDirective, into block: Directive) -> Edit {
    Edit(.insertInside(new), of: block, in: configuration)
  }

  /// The locations the request went through, the last first.
  var locations: [(directive: Directive, pattern: LocationPattern)] {
    answer.locationIDs.reversed().compactMap { identifier in
      configuration.directive(identifier).flatMap { directive in
        LocationPattern(arguments: directive.arguments).map { (directive, $0) }
      }
    }
  }
}
