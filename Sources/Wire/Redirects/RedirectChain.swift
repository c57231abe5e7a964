public import Notation

/// A chain of redirects as it was observed, and why it ends where it does.
public struct RedirectChain: Sendable, Hashable {
  /// Why no further request was sent.
  public enum End: Sendable, Hashable {
    /// The last answer is no redirect.
    case answered
    /// The last exchange brought no whole answer; its problem says why.
    case failed
    /// The last answer sends back to a URL that was asked before.
    case loop(to: WebURL)
    /// The last answer sends to a host that is not followed; the URL it names.
    case otherHost(WebURL)
    /// The last answer sends to something that is neither http nor https; its scheme.
    case unsupportedScheme(String)
    /// The last answer is a redirect without a Location that can be understood; what it holds.
    case badLocation(String?)
    /// The last allowed hop is a redirect, too.
    case tooManyHops
  }

  /// The exchanges, one per hop.
  public var exchanges: [Exchange]
  /// Why it ends.
  public var end: End
}
