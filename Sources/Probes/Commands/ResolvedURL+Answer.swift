public import Diagnostics
public import Nginx

extension ResolvedURL {
  /// An answer of the configuration's model to the request for a URL.
  public init(_ url: String, _ answer: Answer) {
    self.init(url, method: answer.method)
    server = answer.server.map { Server(file: $0.position.file, line: $0.position.line, names: $0.names) }
    location = answer.location.map {
      Location(
        modifier: $0.modifier.isEmpty ? nil : $0.modifier, pattern: $0.pattern, file: $0.position.file,
        line: $0.position.line)
    }
    handler = answer.handler.rawValue
    source = Source(answer.handler)
    file = answer.file
    upstream = answer.upstream?.url
    upstreamURI = answer.upstream?.uri
    status = answer.status
    headers = answer.headers.map { ($0.name, $0.value) }
    maxBodySize = answer.maxBodySize
    unknown = answer.unknown.map { "\($0.directive)\($0.position.map { " (\($0))" } ?? ""): \($0.reason)" }
    steps = answer.steps
    redirect = answer.redirect
  }
}

extension ResolvedURL.Source {
  fileprivate init(_ handler: Handler) {
    self =
      switch handler {
      case .autoindex: .list
      case .deny: .rule
      case .auth: .password
      case .internal: .internal
      case .return: .return
      case .none: .nothing
      case .file, .directoryIndex, .proxy, .fastcgi, .uwsgi, .scgi, .grpc, .redirect: .other
      }
  }
}
