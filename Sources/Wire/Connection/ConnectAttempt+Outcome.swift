import Glibc
import NIOCore

extension ConnectAttempt.Outcome {
  /// Names what a failed connect(2) means.
  init(errno code: Int32) {
    switch code {
    case ECONNREFUSED: self = .refused
    case ETIMEDOUT: self = .timedOut
    case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT: self = .unreachable(errno: code)
    case EACCES, EPERM: self = .denied(errno: code)
    case ENOENT, ENOTDIR: self = .noSuchSocket
    default: self = .failed(errno: code)
    }
  }

  init(_ error: any Error) {
    switch error {
    case let error as IOError: self.init(errno: error.errnoCode)
    case ChannelError.connectTimeout: self = .timedOut
    default: self = .failed(errno: 0)
    }
  }

  /// The problem of an exchange that ends with this outcome; nil when connected.
  var problem: ExchangeProblem? {
    switch self {
    case .connected: nil
    case .refused: .refused
    case .timedOut: .connectTimeout
    case .unreachable(let errno): .unreachable(errno: errno)
    case .denied(let errno), .failed(let errno): .connectFailed(errno: errno)
    case .noSuchSocket: .noSuchSocket
    }
  }
}
