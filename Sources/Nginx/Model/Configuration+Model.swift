extension Configuration {
  /// What blocks need to know of the whole: the prefix, the build and the main directives.
  struct Environment: Sendable {
    var prefix: String
    var build: Build
    var main: [Directive]
    /// Where relative include-like paths (`auth_basic_user_file`) start.
    var confPrefix: String
  }

  var environment: Environment {
    Environment(
      prefix: prefix, build: build, main: directives.filter { $0.block == nil },
      confPrefix: Paths.directory(of: file))
  }

  var httpScope: Scope? {
    directives.first { $0.name == "http" && $0.block != nil }.map { Scope(kind: .http, directive: $0, parent: nil) }
  }

  /// All server blocks of the `http` block, in order.
  public var servers: [ServerBlock] { prepared.servers { readServers() } }

  private func readServers() -> [ServerBlock] {
    guard let http = httpScope else { return [] }
    let environment = environment
    return (http.directive.block ?? []).compactMap { directive in
      guard directive.name == "server", directive.block != nil else { return nil }
      let scope = Scope(kind: .server, directive: directive, parent: http)
      return ServerBlock(scope: scope, configuration: environment)
    }
  }

  /// The `upstream` blocks of the `http` block.
  public var upstreams: [UpstreamBlock] {
    (httpScope?.directive.block ?? []).compactMap(UpstreamBlock.init)
  }

  /// The account the workers run as: the `user` directive, else the build's.
  public var user: String {
    directives.first { $0.name == "user" }?.arguments.first ?? build.user
  }

  /// The values in force outside any server.
  public var settings: Effective? { httpScope.map { Effective($0, environment) } }

  /// The addresses a `proxy_pass`-like directive leads to: `host:port` or `unix:/path`; empty where a variable decides.
  public func addresses(ofPass directive: Directive) -> [String] {
    guard let text = directive.arguments.first else { return [] }
    return PassTarget(text, directive: directive.name).addresses(upstreams)
  }
}
