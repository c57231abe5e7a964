import Nginx
import Reports

extension ResolveText {
  /// The answer in one line, what it hangs on where it is not certain, the way there step by step, and the headers.
  static func text(_ answer: Answer, url: String) -> String {
    var lines = ["\(answer.method == "GET" ? "" : answer.method + " ")\(url)", "  \(headline(answer))"]
    if !answer.certain {
      lines += answer.unknown.map {
        "  not certain, because of \($0.directive)\($0.position.map { " (\($0))" } ?? ""): \($0.reason)"
      }
    }
    let steps = answer.steps.filter { $0 != "the answer is \(answer.status ?? 0)" }
    lines += steps.enumerated().map { "  \($0.offset + 1). \($0.element)" }
    if ["POST", "PUT", "PATCH"].contains(answer.method), let size = answer.maxBodySize {
      lines.append("  bodies may have \(size) bytes on this way")
    }
    if !answer.headers.isEmpty { lines.append("  with the headers") }
    lines += answer.headers.map { "    \($0.name): \($0.value)" }
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  private static func headline(_ answer: Answer) -> String {
    guard let status = answer.status else {
      guard let upstream = answer.upstream else {
        return answer.handler == .none ? "no answer" : "what \(answer.handler.rawValue) answers"
      }
      return "what \(upstream.url) answers\(upstream.uri.map { " when asked for \($0)" } ?? "")"
    }
    return "\(status)\(phrase(status).map { " \($0)" } ?? "")\(object(answer, status))"
  }

  private static func object(_ answer: Answer, _ status: Int) -> String {
    if let redirect = answer.redirect { return ", to \(redirect)" }
    switch answer.handler {
    case .autoindex: return answer.file.map { ": a list of \($0)" } ?? ""
    case .deny: return ": a rule forbids it"
    case .auth: return status == 401 ? ": a password is asked for" : ""
    case .internal: return ": the location is internal"
    case .return: return ", by return"
    default: return answer.file.map { status < 400 ? ": \($0)" : ", looking for \($0)" } ?? ""
    }
  }

  private static func phrase(_ status: Int) -> String? {
    [
      200: "OK", 201: "Created", 204: "No Content", 206: "Partial Content", 301: "Moved Permanently", 302: "Found",
      303: "See Other", 304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
      401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Not Allowed", 410: "Gone",
      412: "Precondition Failed", 413: "Request Entity Too Large", 414: "Request-URI Too Large",
      416: "Requested Range Not Satisfiable", 500: "Internal Server Error", 502: "Bad Gateway",
      503: "Service Temporarily Unavailable", 504: "Gateway Time-out",
    ][status]
  }
}
