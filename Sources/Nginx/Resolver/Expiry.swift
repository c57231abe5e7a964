import Notation

/// The value of `expires` (`ngx_http_parse_expires`).
enum Expiry: Equatable {
  case epoch, max
  /// Seconds from the moment of the answer.
  case access(Int)
  /// Seconds from the file's modification.
  case modified(Int)
  /// Seconds after midnight, local time.
  case daily

  /// Nil for `off` and for what nginx cannot read.
  init?(_ words: [String]) {
    guard var text = words.last else { return nil }
    let isModified = words.count == 2 && words[0] == "modified"
    switch text {
    case "epoch": self = .epoch
    case "max": self = .max
    case "off": return nil
    default:
      if text.hasPrefix("@") {
        self = .daily
        return
      }
      let isNegative = text.hasPrefix("-")
      if isNegative || text.hasPrefix("+") { text.removeFirst() }
      guard let seconds = Amounts.seconds(text) else { return nil }
      self = isModified ? .modified(isNegative ? -seconds : seconds) : .access(isNegative ? -seconds : seconds)
    }
  }

  /// The values of `Expires` and `Cache-Control`; nil where the clock decides and is not given.
  func headers(now: Int?, modified: Int?) -> (expires: String?, cacheControl: String?) {
    switch self {
    case .epoch: return ("Thu, 01 Jan 1970 00:00:01 GMT", "no-cache")
    case .max: return ("Thu, 31 Dec 2037 23:55:55 GMT", "max-age=315360000")
    case .daily: return (nil, nil)
    case .access(let seconds):
      let expires = now.map { HTTPDate.text(secondsSince1970: $0 + seconds) }
      return (expires, seconds < 0 ? "no-cache" : "max-age=\(seconds)")
    case .modified(let seconds):
      guard seconds != 0 else { return (now.map(HTTPDate.text), "max-age=0") }
      guard let modified else { return Expiry.access(seconds).headers(now: now, modified: nil) }
      let expires = HTTPDate.text(secondsSince1970: modified + seconds)
      if seconds < 0 { return (expires, "no-cache") }
      guard let now else { return (expires, nil) }
      let age = modified + seconds - now
      return (expires, age < 0 ? "no-cache" : "max-age=\(age)")
    }
  }
}
