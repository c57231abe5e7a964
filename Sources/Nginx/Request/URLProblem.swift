/// Why a URL cannot be asked for.
public enum URLProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case notHTTP(String)
  case noHost(String)
  case badPort(String)
  case badAddress(String)
  case badCharacter(String)

  public var description: String {
    switch self {
    case .notHTTP(let url): "“\(url)” is not an http:// or https:// URL"
    case .noHost(let url): "“\(url)” names no host"
    case .badPort(let url): "“\(url)” has a port that is not a number from 1 to 65535"
    case .badAddress(let url): "“\(url)” has an IPv6 address that is not closed or not valid"
    case .badCharacter(let url): "“\(url)” contains a space or a control character; write it as %20 or the like"
    }
  }
}
