import Notation

/// One try to connect to one endpoint.
public struct ConnectAttempt: Sendable, Hashable {
  /// How a try ended.
  public enum Outcome: Sendable, Hashable {
    /// The connection stood.
    case connected
    /// ECONNREFUSED: nothing listens there, or a firewall rejects.
    case refused
    /// Nothing came back in the time allowed, or ETIMEDOUT.
    case timedOut
    /// EHOSTUNREACH, ENETUNREACH and the like: there is no way there from this machine.
    case unreachable(errno: Int32)
    /// EACCES or EPERM: this process may not.
    case denied(errno: Int32)
    /// ENOENT or ENOTDIR: there is no such Unix socket.
    case noSuchSocket
    /// Any other error number; 0 where no system call was made.
    case failed(errno: Int32)
  }

  /// What was to be connected to.
  public var endpoint: Endpoint
  /// How it ended.
  public var outcome: Outcome
  /// Time from start to end, in milliseconds.
  public var milliseconds: Double

  /// Takes the parts as they are.
  public init(endpoint: Endpoint, outcome: Outcome, milliseconds: Double) {
    self.endpoint = endpoint
    self.outcome = outcome
    self.milliseconds = milliseconds
  }
}
