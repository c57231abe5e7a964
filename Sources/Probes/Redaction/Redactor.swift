public import Diagnostics
import Synchronization

/// Takes secrets out of everything that is recorded; equal secrets get equal tokens.
public final class Redactor: Sendable {
  private struct State {
    var secrets: [String: String] = [:]
    var counts: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let isActive: Bool

  public init(isActive: Bool = true) {
    self.isActive = isActive
  }

  /// How many secrets were replaced, by kind.
  public var counts: [String: Int] { state.withLock { $0.counts } }

  /// Names whose values are secrets, as environments and env files have them.
  public static func isSecretName(_ name: String) -> Bool {
    let upper = name.uppercased()
    let exceptions = [
      "PUBLIC_KEY", "KEY_PREFIX", "ACCESS_KEY_ID_FILE", "PASSWORD_FILE", "SECRET_FILE", "TOKEN_URL", "PASSWD_FILE",
    ]
    if exceptions.contains(where: { upper.hasSuffix($0) }) { return false }
    let parts = [
      "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY",
      "CREDENTIAL",
      "SIGNING_KEY", "ENCRYPTION_KEY", "MASTER_KEY", "AUTH_KEY", "APP_KEY", "SALT", "COOKIE", "SESSION_KEY", "DSN",
      "DATABASE_URL", "REDIS_URL", "BROKER_URL", "AMQP_URL", "MONGO_URL", "MONGODB_URI", "WEBHOOK",
    ]
    return parts.contains { upper.contains($0) } || upper.hasSuffix("_PASS") || upper == "PASS"
      || upper.hasSuffix("_PWD")
  }

  /// Makes a value known as a secret; wherever it appears from now on it is replaced.
  public func learn(_ value: String, from name: String) {
    guard isActive, value.utf8.count >= 6, Self.isSecretName(name) else { return }
    guard !["false", "true", "changeme", "default", "localhost"].contains(value.lowercased()) else { return }
    state.withLock { state in
      if state.secrets[value] == nil { state.secrets[value] = "[secret \(state.secrets.count + 1)]" }
    }
  }

  /// The text without its secrets.
  public func redacted(_ text: String) -> String {
    guard isActive, !text.isEmpty else { return text }
    return state.withLock { state in
      var text = text
      for (secret, token) in state.secrets.sorted(by: { $0.key.utf8.count > $1.key.utf8.count })
      where text.contains(secret) {
        text = text.replacingAll(secret, by: token)
        state.counts["environment value", default: 0] += 1
      }
      for pattern in SecretPattern.all {
        text = pattern.replace(in: text) { secret in
          if state.secrets[secret] == nil { state.secrets[secret] = "[secret \(state.secrets.count + 1)]" }
          state.counts[pattern.kind, default: 0] += 1
          return state.secrets[secret] ?? ""
        }
      }
      return text
    }
  }

  /// The value with every text in it redacted.
  public func redacted(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(redacted(text))
    case .list(let elements): .list(elements.map { redacted($0) })
    case .object(let members): .object(members.mapValues { redacted($0) })
    case .null, .bool, .int, .double: value
    }
  }
}

extension String {
  /// Every occurrence of a text replaced by another.
  func replacingAll(_ text: String, by other: String) -> String {
    split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }
}
