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
    ["X-Amz-Signature=", "X-Amz-Credential=", "X-Amz-Security-Token=", "X-Goog-Signature=", "Signature=", "sig="].map {
      SecretPattern(kind: "signature in a URL", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 8)
    }
    + [
      "AKIA", "ASIA", "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-", "xapp-",
      "sk_live_",
      "rk_live_", "sk_test_", "whsec_", "npm_", "AIza", "ya29.", "SG.", "shpat_", "dop_v1_", "hf_", "eyJ",
    ].map {
      SecretPattern(kind: "key of a known form", prefix: $0, includesPrefix: true, isSecret: isToken, minimum: 12)
    }
    + ["Bearer ", "Basic ", "bearer ", "basic ", "BEARER ", "BASIC ", "Credential="].map {
      SecretPattern(kind: "authorization", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 8)
    }
    + ["hooks.slack.com/services/", "discord.com/api/webhooks/"].map {
      SecretPattern(kind: "webhook", prefix: $0, includesPrefix: false, isSecret: isToken, minimum: 8)
    }
    + [
      SecretPattern(
        kind: "private key", prefix: "PRIVATE KEY-----", includesPrefix: false, isSecret: { $0 != "-" }, minimum: 8)
    ]

  private static let isToken: @Sendable (Character) -> Bool = {
    $0.isLetter || $0.isNumber || "-_.~%+/=".contains($0)
  }

  /// The text with every secret of this shape replaced.
  func replace(in text: String, with token: (String) -> String) -> String {
    guard text.contains(prefix) else { return text }
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
  static let kind = "password in a URL"

  /// The password of a URL; nil where it has none.
  static func password(of url: String) -> String? {
    var found: String?
    _ = replace(in: url) { password in
      found = password
      return ""
    }
    return found
  }

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
