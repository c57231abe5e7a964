/// A shape by which a secret is known wherever it stands.
struct SecretPattern: Sendable {
  /// What it is, for the count in the report.
  let kind: String
  /// What stands before the secret.
  let prefix: String
  /// Whether the prefix is part of the secret.
  let includesPrefix: Bool
  /// The characters a secret is made of.
  let isSecret: @Sendable (Character) -> Bool
  /// Shorter runs are no secrets.
  let minimum: Int

  static let all: [SecretPattern] =
    ["X-Amz-Signature=", "X-Amz-Credential=", "X-Amz-Security-Token=", "Signature=", "sig="].map {
      SecretPattern(kind: "signature in a URL", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 8)
    }
    + ["token=", "access_token=", "api_key=", "apikey=", "password=", "passwd=", "secret=", "auth="].map {
      SecretPattern(kind: "parameter", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 4)
    }
    + ["AKIA", "ASIA", "ghp_", "gho_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "rk_live_", "eyJ"].map {
      SecretPattern(kind: "key of a known form", prefix: $0, includesPrefix: true, isSecret: isToken, minimum: 12)
    }
    + ["Bearer ", "Basic ", "bearer ", "basic "].map {
      SecretPattern(kind: "authorization", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 8)
    }
    + [URLPassword.pattern]

  private static let isToken: @Sendable (Character) -> Bool = {
    $0.isLetter || $0.isNumber || "-_.~%+/=".contains($0)
  }

  /// The text with every secret of this shape replaced.
  func replace(in text: String, with token: (String) -> String) -> String {
    guard text.contains(prefix) else { return text }
    if prefix == URLPassword.pattern.prefix { return URLPassword.replace(in: text, with: token) }
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: prefix) {
      let run = rest[range.upperBound...].prefix(while: isSecret)
      let secret = includesPrefix ? String(rest[range.lowerBound..<run.endIndex]) : String(run)
      if run.count >= minimum, !secret.hasPrefix("[secret") {
        result += rest[..<(includesPrefix ? range.lowerBound : range.upperBound)] + token(secret)
      } else {
        result += rest[..<run.endIndex]
      }
      rest = rest[run.endIndex...]
    }
    return result + rest
  }
}

/// The password in `scheme://user:password@host`.
enum URLPassword {
  static let pattern = SecretPattern(
    kind: "password in a URL", prefix: "://", includesPrefix: false, isSecret: { _ in false }, minimum: 1)

  static func replace(in text: String, with token: (String) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: "://") {
      result += rest[..<range.upperBound]
      rest = rest[range.upperBound...]
      let authority = rest.prefix { !"/?# \"'<>".contains($0) }
      guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"),
        authority.index(after: colon) < at
      else { continue }
      let password = String(authority[authority.index(after: colon)..<at])
      result += rest[...colon] + (password.hasPrefix("[secret") ? password : token(password))
      rest = rest[at...]
    }
    return result + rest
  }
}
