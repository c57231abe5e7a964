/// The kind of socket a connection arrives on.
public enum AddressFamily: String, Hashable, Sendable {
  case ipv4, ipv6, unix
}
