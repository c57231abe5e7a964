public import Notation

/// One question put to one name server, and what became of it.
public struct DNSQuery: Sendable, Hashable {
  /// What a name server made of a question.
  public enum Outcome: Sendable, Hashable {
    /// Addresses in answer order, with the aliases gone through on the way.
    case addresses([IPAddress], aliases: [String])
    /// The name exists but has no record of this type.
    case noData(aliases: [String])
    /// Response code 3: the name does not exist.
    case noSuchName
    /// Response code 2: the server could not find out.
    case serverFailure
    /// Response code 5: the server will not answer this client.
    case refused
    /// Any other response code of RFC 1035, section 4.1.1.
    case responseCode(Int)
    /// Nothing came within the time allowed.
    case timedOut
    /// The server could not be asked, with the error number of the system call.
    case unreachable(errno: Int32)
    /// Bytes came that are no answer to the question.
    case malformed
  }

  /// The full name that was asked for.
  public var name: String
  /// The record type that was asked for.
  public var type: DNSRecordType
  /// The server that was asked.
  public var server: IPAddress
  /// What came back.
  public var outcome: Outcome
  /// Time from question to outcome, in milliseconds.
  public var milliseconds: Double

  /// The addresses of a positive outcome, otherwise none.
  public var addresses: [IPAddress] {
    if case .addresses(let found, _) = outcome { found } else { [] }
  }

  /// Whether asking another server about the same name could tell more.
  var isInconclusive: Bool {
    switch outcome {
    case .addresses, .noData, .noSuchName: false
    default: true
    }
  }
}
