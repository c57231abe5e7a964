/// What a probe cannot see without.
public enum ProbeNeed: Sendable, Hashable {
  /// Root, for what is other accounts'.
  case root(String)
  /// The right to read what is named.
  case reading(String)
  /// The network that the examined URL leads to.
  case network
  /// What the user has to give: an option, credentials.
  case given(String)

  /// As the end of a sentence: `needs …`.
  public var shown: String {
    switch self {
    case .root(let purpose): "root \(purpose)"
    case .reading(let what): "the right to read \(what)"
    case .network: "the network that the URL leads to"
    case .given(let what): what
    }
  }

  /// Whether an ordinary user may lack it.
  public var isOfRoot: Bool {
    switch self {
    case .root, .reading: true
    case .network, .given: false
    }
  }
}
