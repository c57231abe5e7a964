/// What nginx answers to a URL by its configuration, ready to be told.
public struct ResolvedURL: Sendable {
  /// What makes the answer, as far as it is told in words of its own.
  public enum Source: Sendable {
    case list, rule, password, `internal`, `return`, other
    /// Nothing that the configuration names.
    case nothing
  }

  /// The server block that answers.
  public struct Server: Sendable {
    public let file: String
    public let line: Int
    public let names: [String]

    public init(file: String, line: Int, names: [String]) {
      self.file = file
      self.line = line
      self.names = names
    }
  }

  /// The location block that answers.
  public struct Location: Sendable {
    /// `=`, `^~`, `~` or `~*`; nil for none.
    public let modifier: String?
    public let pattern: String
    public let file: String
    public let line: Int

    public init(modifier: String?, pattern: String, file: String, line: Int) {
      self.modifier = modifier
      self.pattern = pattern
      self.file = file
      self.line = line
    }
  }

  public let url: String
  public let method: String
  public var server: Server?
  public var location: Location?
  /// `file`, `proxy`, `return`, …
  public var handler = "none"
  public var source = Source.other
  /// The path nginx would open, whether it exists or not.
  public var file: String?
  /// Where the request is handed on to, as written.
  public var upstream: String?
  /// The request URI sent there.
  public var upstreamURI: String?
  /// Nil when something behind nginx decides it, or there is no answer.
  public var status: Int?
  public var headers: [(name: String, value: String)] = []
  /// The smallest body limit on the way in bytes; nil for unlimited.
  public var maxBodySize: Int?
  /// The directives that the answer hangs on and that are beyond the model, each with place and reason.
  public var unknown: [String] = []
  /// The way to the answer in sentences.
  public var steps: [String] = []
  /// The value of the `Location` header.
  public var redirect: String?

  public init(_ url: String, method: String) {
    self.url = url
    self.method = method
  }
}
