public import Diagnostics
import Synchronization

/// Takes secrets out of everything that is recorded; equal secrets get equal tokens.
public final class Redactor: Sendable {
  private struct State {
    var secrets: [String: String] = [:]
    var counts: [String: Int] = [:]
    var places: [String: Int] = [:]
    /// The number of the last token.
    var last = 0

    mutating func token(of secret: String) -> String {
      if let token = secrets[secret] { return token }
      last += 1
      secrets[secret] = "[secret \(last)]"
      return "[secret \(last)]"
    }

    mutating func count(_ kind: String, in place: String) {
      counts[kind, default: 0] += 1
      places[place, default: 0] += 1
    }
  }

  private let state = Mutex(State())
  private let isActive: Bool

  public init(isActive: Bool = true) {
    self.isActive = isActive
  }

  /// A redactor whose tokens are none of those that a stored report has already.
  public convenience init(after report: Report) {
    self.init()
    var last = 0
    _ = report.mappingTexts { text in
      for piece in text.split(separator: "[secret ", omittingEmptySubsequences: false).dropFirst() {
        last = max(last, Int(piece.prefix { $0.isNumber }) ?? 0)
      }
      return text
    }
    state.withLock { $0.last = last }
  }

  /// How many secrets were replaced, by kind.
  public var counts: [String: Int] { state.withLock { $0.counts } }

  /// How many secrets were replaced, by the probe that met them.
  public var places: [String: Int] { state.withLock { $0.places } }

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
    state.withLock { _ = $0.token(of: value) }
  }

  /// The text without its secrets.
  ///
  /// - Parameter place: who met it, for the count.
  public func redacted(_ text: String, in place: String = "report") -> String {
    guard isActive, !text.isEmpty else { return text }
    return state.withLock { state in
      var text = text
      for (secret, token) in state.secrets.sorted(by: { $0.key.utf8.count > $1.key.utf8.count })
      where text.contains(secret) {
        text = text.replacingAll(secret, by: token)
        state.count("environment value", in: place)
      }
      for pattern in SecretPattern.all {
        text = pattern.replace(in: text) { secret in
          state.count(pattern.kind, in: place)
          return state.token(of: secret)
        }
      }
      return text
    }
  }

  /// The value with every text in it redacted.
  public func redacted(_ value: Value, in place: String = "report") -> Value {
    switch value {
    case .string(let text): .string(redacted(text, in: place))
    case .list(let elements): .list(elements.map { redacted($0, in: place) })
    case .object(let members): .object(members.mapValues { redacted($0, in: place) })
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
