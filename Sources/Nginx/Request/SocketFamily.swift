public import Notation

/// The kind of socket a connection arrives on.
public enum SocketFamily: String, Hashable, Sendable {
  case ipv4, ipv6, unix

  /// The kind of an Internet address.
  public init(_ family: AddressFamily) { self = family == .ipv4 ? .ipv4 : .ipv6 }
}
