/// Something about a configuration that nginx would say when it loads it.
public struct ConfigurationProblem: Hashable, Sendable {
  public enum Severity: Hashable, Sendable {
    /// nginx refuses the configuration; the first one is what `nginx -t` prints.
    case emergency
    /// nginx accepts the configuration and warns.
    case warning
    /// nginx itself might accept it: this model does not know the directive.
    case notice
  }

  public var severity: Severity
  /// Worded as nginx words it, without the position.
  public var message: String
  /// Nil for what concerns the configuration as a whole.
  public var position: Position?

  /// Whether it is the machine that lacks the account or group of the `user` directive.
  public var isAboutAccounts: Bool { message.hasPrefix("getpwnam(") || message.hasPrefix("getgrnam(") }

  /// The directive that the message names, as in `unknown directive "bogus"` and `"root" directive is duplicate`.
  public var directive: String? {
    let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].hasSuffix("directive ") || parts[2].hasPrefix(" directive") else { return nil }
    return String(parts[1])
  }

  public init(severity: Severity, message: String, position: Position?) {
    self.severity = severity
    self.message = message
    self.position = position
  }
}
