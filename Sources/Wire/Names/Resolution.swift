public import Notation

/// What looking up a host name gave: addresses, where they come from, and every question that was asked.
public struct Resolution: Sendable, Hashable {
  /// Where the addresses come from.
  public enum Source: String, Sendable, Hashable {
    /// The host was an address already.
    case literal
    /// The hosts file lists the name.
    case hostsFile
    /// `localhost` and names below it are this machine (RFC 6761, section 6.3).
    case localhost
    /// A name server answered.
    case dns
  }

  /// Why a name has no address.
  public enum Failure: String, Sendable, Hashable {
    /// The name does not exist.
    case noSuchName
    /// The name exists without an address record of the families asked for.
    case noAddress
    /// The name servers could not find out or refused.
    case serverFailure
    /// No name server answered in time.
    case timedOut
    /// No name server could be reached.
    case serverUnreachable
    /// The text cannot be a host name.
    case invalidName
  }

  /// The host that was looked up.
  public var name: String
  /// Where the addresses come from; nil after a failure.
  public var source: Source?
  /// The addresses in the order they are tried.
  public var addresses: [IPAddress]
  /// Every question put to a name server.
  public var queries: [DNSQuery]
  /// Why there is no address; nil when there is one.
  public var failure: Failure?

  /// Takes the parts as they are.
  public init(
    name: String, source: Source? = nil, addresses: [IPAddress] = [], queries: [DNSQuery] = [], failure: Failure? = nil
  ) {
    self.name = name
    self.source = source
    self.addresses = addresses
    self.queries = queries
    self.failure = failure
  }

  /// The addresses of one family, in order.
  public func addresses(_ family: AddressFamily) -> [IPAddress] {
    addresses.filter { $0.family == family }
  }
}
