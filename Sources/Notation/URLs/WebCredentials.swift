/// The user and password of a URL; they show themselves in no description.
public struct WebCredentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  private let user: [UInt8]
  private let password: [UInt8]

  /// Takes what stands before the `@`, percent-encoded; nil where neither is there.
  init?(_ userInfo: String) {
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    user = PercentEncoding.decode(parts[0])
    password = parts.count > 1 ? PercentEncoding.decode(parts[1]) : []
    if user.isEmpty, password.isEmpty { return nil }
  }

  /// The value of the header that carries them (RFC 7617).
  public var authorization: String { "Basic " + Base64.encode(user + [UInt8(ascii: ":")] + password) }

  /// What must appear in no report: the password, and what is sent.
  public var secrets: [String] {
    [String(decoding: password, as: UTF8.self), String(authorization.dropFirst(6))].filter { !$0.isEmpty }
  }

  /// Says that there are some, and not which.
  public var description: String { "WebCredentials" }

  /// Shows no members to debuggers and dumps.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
