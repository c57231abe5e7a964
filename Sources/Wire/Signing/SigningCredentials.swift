/// Keys that sign requests; they show themselves in no description.
public struct SigningCredentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// The public identifier of the secret.
  public var accessKey: String
  /// The secret.
  public var secretKey: String
  /// The token that goes with temporary keys.
  public var sessionToken: String?

  /// Takes the keys as they are.
  public init(accessKey: String, secretKey: String, sessionToken: String? = nil) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
  }

  /// Says that there are keys, and none of them.
  public var description: String { "SigningCredentials" }

  /// Shows no members to debuggers and dumps.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
