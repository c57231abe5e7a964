public import Diagnostics
public import Notation
import Synchronization

/// Takes secrets out of everything that is recorded; equal secrets get equal tokens.
public final class Redactor: Sendable {
  private struct State {
    var tokens: [String: String] = [:]
    var learned = LearnedSecrets()
    var filter = Redactor.filter
    var counts: [String: Int] = [:]
    var places: [String: Int] = [:]
    /// The number of the last token.
    var last = 0

    mutating func token(of secret: String) -> String {
      if let token = tokens[secret] { return token }
      last += 1
      tokens[secret] = "[secret \(last)]"
      return "[secret \(last)]"
    }

    mutating func learn(_ secret: String) {
      guard tokens[secret] == nil else { return }
      let token = token(of: secret)
      for form in SecretForms.all(of: secret) where filter.insert(form.utf8) {
        tokens[form] = tokens[form] ?? token
        learned.insert(form, token: token)
      }
    }

    mutating func count(_ kind: String, in place: String, _ number: Int = 1) {
      counts[kind, default: 0] += number
      places[place, default: 0] += number
    }
  }

  /// Beginnings of whatever gives a secret away.
  private static let filter: SubstringFilter = {
    var filter = SubstringFilter()
    for prefix in SecretPattern.all.map(\.prefix) where !filter.insert(prefix.utf8) {
      for next in "abcdefghijklmnopqrstuvwxyz0123456789-_" { _ = filter.insert((prefix + String(next)).utf8) }
    }
    let words = SecretNames.parts.filter { !filter.insert($0.utf8) } + SecretNames.short + ["_PASS", "_PWD"]
    for word in words {
      for separator in ["=", ":", " ", "\""] { _ = filter.insert((word + separator).utf8) }
    }
    for parameter in NamedSecrets.parameters { _ = filter.insert(("?" + parameter + "=").utf8) }
    for parameter in NamedSecrets.parameters { _ = filter.insert(("&" + parameter + "=").utf8) }
    return filter
  }()

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

  /// Whether a name's value is a secret, as environments and env files have them.
  public static func isSecretName(_ name: String) -> Bool { SecretNames.isSecret(name) }

  /// Makes a value known as a secret, or the password of the URL that it is; wherever it appears from now on it is replaced.
  public func learn(_ value: String, from name: String) {
    guard isActive else { return }
    if let password = URLPassword.password(of: value), password.utf8.count >= 4 {
      state.withLock { $0.learn(password) }
    }
    guard value.utf8.count >= 6, Self.isSecretName(name) else { return }
    guard !["false", "true", "changeme", "default", "localhost"].contains(value.lowercased()) else { return }
    state.withLock { $0.learn(value) }
  }

  /// The text without its secrets.
  ///
  /// - Parameter place: who met it, for the count.
  public func redacted(_ text: String, in place: String = "report") -> String {
    guard isActive, !text.isEmpty else { return text }
    return state.withLock { state in
      let hasAddress = text.utf8.contains(UInt8(ascii: "@"))
      guard hasAddress || state.filter.mayHit(text) else { return text }
      var text = text
      if let (clean, count) = state.learned.replaced(in: text) {
        text = clean
        state.count("environment value", in: place, count)
      }
      func token(_ kind: String, _ secret: String) -> String {
        state.count(kind, in: place)
        return state.token(of: secret)
      }
      if hasAddress { text = URLPassword.replace(in: text) { token(URLPassword.kind, $0) } }
      for pattern in SecretPattern.all { text = pattern.replace(in: text) { token(pattern.kind, $0) } }
      return NamedSecrets.replace(in: text) { token("named value", $0) }
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
