extension Walk {
  /// The `try_files` of the location in force (`ngx_http_try_files_handler`).
  mutating func tryFiles() -> Phase {
    guard let directive = scope.own("try_files"), directive.arguments.count > 1 else { return .content }
    let kind = aliasKind
    var missed: [String] = []
    for argument in directive.arguments.dropLast() {
      let testsDirectory = argument.utf8.last == UInt8(ascii: "/")
      let text = testsDirectory ? String(argument.dropLast()) : argument
      guard let (base, tail) = tryFilesPath(text, kind: kind, directive: directive) else { return finish(500) }
      let result = look(base + tail, .status, directive: "try_files", at: directive.position)
      guard case .found(let node) = result, (node.kind == .directory) == testsDirectory else {
        missed.append(Walk.missed(base + tail + (testsDirectory ? [UInt8(ascii: "/")] : []), result))
        continue
      }
      note("try_files finds \(ByteText.string(base + tail))", directive)
      markChosen()
      accept(tail, kind: kind, isDirectory: testsDirectory)
      return .content
    }
    let last = directive.arguments.last ?? ""
    note("try_files finds none (\(missed.joined(separator: ", "))) and goes on to \(last)", directive)
    return useLastArgument(directive, kind: kind)
  }

  /// A candidate with why it was passed over.
  private static func missed(_ path: [UInt8], _ result: LookResult) -> String {
    let shown = ByteText.string(path)
    switch result {
    case .failed(ErrorNumber.noEntry): return shown
    case .failed(let number): return "\(shown): \(ErrorNumber.describe(number))"
    case .found(let node): return "\(shown) is \(node.kind == .directory ? "a" : "no") directory"
    }
  }

  private mutating func tryFilesPath(
    _ text: String, kind: AliasKind, directive: Directive
  ) -> (base: [UInt8], tail: [UInt8])? {
    guard let base = mapPath()?.base else { return nil }
    let template = resolver.template(text)
    var tail = evaluate(text, for: directive)
    if case .prefix(let length) = kind, template.hasVariables, length > 0, tail.count >= length,
      uri.count >= length, tail[..<length] == uri[..<length]
    {
      tail.removeFirst(length)
    }
    return (base, tail)
  }

  private mutating func accept(_ tail: [UInt8], kind: AliasKind, isDirectory: Bool) {
    switch kind {
    case .none: uri = tail
    case .prefix(let length): uri = uri.prefix(length) + tail
    case .regex:
      if !isDirectory {
        uri = tail
        appendsURIToAlias = true
      }
    }
  }

  private mutating func useLastArgument(_ directive: Directive, kind: AliasKind) -> Phase {
    guard let last = directive.arguments.last else { return .content }
    let fallback = Fallback(
      kind: .tryFiles, originalStatus: nil, target: last, position: directive.position)
    answer.fallbacks.append(fallback)
    if last.hasPrefix("="), let code = Amounts.number(String(last.dropFirst())) {
      return finish(code)
    }
    guard let (_, tail) = tryFilesPath(last, kind: kind, directive: directive) else { return finish(500) }
    if tail.first == UInt8(ascii: "@") { return jump(toNamed: tail, from: directive.position) }
    let (path, query) = Walk.splitArguments(tail)
    return internalRedirect(path, arguments: query)
  }

  static func splitArguments(_ text: [UInt8]) -> (path: [UInt8], arguments: [UInt8]) {
    guard let mark = text.firstIndex(of: UInt8(ascii: "?")) else { return (text, []) }
    return (Array(text[..<mark]), Array(text[(mark + 1)...]))
  }
}
