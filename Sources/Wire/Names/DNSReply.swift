import NIOCore

/// What one transport brought back for one DNS question.
enum DNSReply: Sendable {
  case message(DNSMessage)
  case malformed
  case timedOut
  case unreachable(errno: Int32)

  init(_ error: any Error) {
    switch error {
    case let error as IOError: self = .unreachable(errno: error.errnoCode)
    case let error as ChannelError where error == .eof || error == .inputClosed: self = .malformed
    default: self = .timedOut
    }
  }

  /// Whether the whole answer has to be fetched over a stream.
  var isTruncated: Bool {
    if case .message(let message) = self { message.isTruncated } else { false }
  }

  /// What the reply says about the records of one type.
  func outcome(for type: DNSRecordType) -> DNSQuery.Outcome {
    switch self {
    case .malformed: return .malformed
    case .timedOut: return .timedOut
    case .unreachable(let errno): return .unreachable(errno: errno)
    case .message(let message):
      switch message.responseCode {
      case 0: break
      case 2: return .serverFailure
      case 3: return .noSuchName
      case 5: return .refused
      default: return .responseCode(message.responseCode)
      }
      let found = message.addresses(ofType: type)
      return found.addresses.isEmpty
        ? .noData(aliases: found.aliases) : .addresses(found.addresses, aliases: found.aliases)
    }
  }
}
