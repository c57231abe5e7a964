public import Diagnostics

extension ResolvedURL {
  /// The answer in one line, what it hangs on where it is not certain, the way there step by step, and the headers.
  public var text: String {
    var lines = ["\(method == "GET" ? "" : method + " ")\(url)", "  \(headline)"]
    lines += unknown.map { "  not certain, because of \($0)" }
    let steps = steps.filter { $0 != "the answer is \(status ?? 0)" }
    lines += steps.enumerated().map { "  \($0.offset + 1). \($0.element)" }
    if ["POST", "PUT", "PATCH"].contains(method), let size = maxBodySize {
      lines.append("  bodies may have \(size) bytes on this way")
    }
    if !headers.isEmpty { lines.append("  with the headers") }
    lines += headers.map { "    \($0.name): \($0.value)" }
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  private var headline: String {
    if let status { return "\(status)\(Self.phrase(status).map { " \($0)" } ?? "")\(object(status))" }
    if let upstream { return "what \(upstream) answers\(upstreamURI.map { " when asked for \($0)" } ?? "")" }
    return source == .nothing ? "no answer" : "what \(handler) answers"
  }

  private func object(_ status: Int) -> String {
    if let redirect { return ", to \(redirect)" }
    switch source {
    case .list: return file.map { ": a list of \($0)" } ?? ""
    case .rule: return ": a rule forbids it"
    case .password: return status == 401 ? ": a password is asked for" : ""
    case .internal: return ": the location is internal"
    case .return: return ", by return"
    case .other, .nothing: return file.map { status < 400 ? ": \($0)" : ", looking for \($0)" } ?? ""
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
