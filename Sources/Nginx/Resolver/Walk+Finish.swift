extension Walk {
  /// Ends the request with a status (`ngx_http_special_response_handler`): an error page if there is one, else the
  /// built-in page.
  mutating func finish(_ status: Int) -> Phase {
    if status == 444 {
      note("the connection is closed without an answer")
      answer.status = nil
      return .done
    }
    errorStatus = status
    let pages = scope.effective("error_page")
    if !usedErrorPage, !pages.isEmpty, uriChanges != 0 {
      if !scope.isOn("recursive_error_pages") { usedErrorPage = true }
      for page in pages {
        if let entry = ErrorPage(page), entry.codes.contains(status) { return send(entry, page, for: status) }
      }
    }
    if (494...497).contains(status) { errorStatus = 400 }
    let hasPage = Walk.hasBuiltInPage(status)
    return emit(errorStatus, contentType: hasPage ? "text/html" : nil, file: nil, length: hasPage ? nil : 0)
  }

  private mutating func send(_ entry: ErrorPage, _ directive: Directive, for status: Int) -> Phase {
    note("error_page has \(entry.target) answer instead of the \(status)", directive)
    answer.fallbacks.append(
      Fallback(kind: .errorPage, originalStatus: status, target: entry.target, position: directive.position))
    if let code = entry.code(for: status) { errorStatus = code }
    let target = evaluate(entry.target, for: directive)
    extraHeaders = []
    if target.first == UInt8(ascii: "/") {
      if method != "HEAD" { method = "GET" }
      let (path, query) = Walk.splitArguments(target)
      return internalRedirect(path, arguments: query)
    }
    if target.first == UInt8(ascii: "@") { return jump(toNamed: target, from: directive.position) }
    location = target
    if ![301, 302, 303, 307, 308].contains(entry.code(for: status) ?? 0) { errorStatus = 302 }
    answer.handler = .redirect
    return emit(errorStatus, contentType: Walk.hasBuiltInPage(errorStatus) ? "text/html" : nil, file: nil, length: nil)
  }

  /// Ends the request with a generated body (`ngx_http_send_response`).
  mutating func respond(_ status: Int, contentType: String?, length: Int?) -> Phase {
    isBodyDiscarded = true
    let final = errorStatus != 0 ? errorStatus : status
    return emit(final, contentType: contentType ?? typeOfURI(), file: nil, length: length)
  }

  mutating func sendFile(_ node: Node, encoding: String?) -> Phase {
    isBodyDiscarded = true
    let status = errorStatus != 0 ? errorStatus : 200
    return emit(status, contentType: typeOfURI(), file: node, length: node.size, encoding: encoding)
  }

  /// The MIME type for the current URI; nil for an empty `default_type`.
  mutating func typeOfURI() -> String? {
    let ending = uriEnding
    if !ending.isEmpty, let type = resolver.types(scope.effective("types"))[ending] { return type }
    let fallback = scope.single("default_type")?.arguments.first ?? "text/plain"
    return fallback.isEmpty ? nil : fallback
  }

  private static func hasBuiltInPage(_ status: Int) -> Bool {
    switch status {
    case 301, 302, 303, 307, 308, 400...406, 408...416, 421, 429, 494...498, 500...505, 507: true
    default: false
    }
  }
}
