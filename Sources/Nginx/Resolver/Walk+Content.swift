extension Walk {
  /// The content phase: a pass directive, else index, autoindex and the file itself.
  mutating func makeContent() -> Phase {
    if let pass = scope.pass { return handOn(pass) }
    if let foreign = scope.settings.first(where: { Walk.producesContent($0.name) }) {
      doubt(foreign.name, "what it answers is not modelled", at: foreign.position)
    }
    if let directive = scope.single("dav_methods"),
      directive.arguments.contains(where: { $0.uppercased() == method })
    {
      doubt("dav_methods", "\(method) changes files", at: directive.position)
      answer.handler = .none
      return .done
    }
    if uri.last == UInt8(ascii: "/") { return makeIndex() }
    return makeFile()
  }

  private static func producesContent(_ name: String) -> Bool {
    name.hasPrefix("content_by_lua") || name.hasPrefix("echo") || name == "js_content" || name == "random_index"
      || name == "fancyindex" || name == "return_by_lua"
  }

  private mutating func makeIndex() -> Phase {
    answer.handler = .directoryIndex
    if ["GET", "HEAD", "POST"].contains(method), let next = tryIndexes() { return next }
    if ["GET", "HEAD"].contains(method), let directive = scope.single("autoindex"),
      directive.arguments.first.map(Bytes.lowercased) == "on"
    {
      return listDirectory(directive)
    }
    guard ["GET", "HEAD", "POST"].contains(method) else {
      answer.handler = .file
      return finish(405)
    }
    guard let path = mapPath() else { return finish(500) }
    answer.file = ByteText.string(path.whole)
    note("\(ByteText.string(path.whole)) has none of the index files, and listing it is off", answer.rootPosition)
    return finish(403)
  }

  private mutating func tryIndexes() -> Phase? {
    let directives = scope.effective("index")
    let names = directives.flatMap { directive in directive.arguments.map { ($0, directive as Directive?) } }
    var directoryTested = false
    for (name, directive) in names.isEmpty ? [("index.html", nil)] : names {
      if name.utf8.first == UInt8(ascii: "/"), !resolver.template(name).hasVariables {
        return internalRedirect(name.byteArray, arguments: arguments)
      }
      guard let path = mapPath() else { return finish(500) }
      let value = directive.map { evaluate(name, for: $0) } ?? name.byteArray
      if value.first == UInt8(ascii: "/") { return internalRedirect(value, arguments: arguments) }
      let file = path.whole + value
      answer.file = ByteText.string(file)
      switch look(file, .status, directive: "index", at: directive?.position) {
      case .found:
        markChosen()
        return internalRedirect(uri + value, arguments: arguments)
      case .failed(let number):
        if let end = indexFailure(number, path.whole, &directoryTested) { return end }
      }
    }
    return nil
  }

  /// The end an index file's failure leads to; nil to go on with the next name.
  private mutating func indexFailure(_ number: Int32, _ directory: [UInt8], _ tested: inout Bool) -> Phase? {
    switch number {
    case ErrorNumber.loop, ErrorNumber.tooManyLinks, ErrorNumber.accessDenied: return finish(403)
    case ErrorNumber.notDirectory, ErrorNumber.nameTooLong: return finish(404)
    default: break
    }
    if !tested {
      tested = true
      var path = directory
      if path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
      switch look(path, .status, directive: "index", at: nil) {
      case .found(let node):
        if node.kind != .directory { return finish(500) }
      case .failed(ErrorNumber.noEntry): return finish(404)
      case .failed(ErrorNumber.loop), .failed(ErrorNumber.tooManyLinks): return finish(403)
      case .failed(ErrorNumber.accessDenied): break
      case .failed: return finish(500)
      }
    }
    return number == ErrorNumber.noEntry ? nil : finish(500)
  }

  private mutating func listDirectory(_ directive: Directive) -> Phase {
    answer.handler = .autoindex
    guard let mapped = mapPath() else { return finish(500) }
    var path = mapped.whole
    // nginx takes off the last byte whatever it is, so an alias without a slash loses a letter.
    if path.count > 1 { path.removeLast() }
    answer.file = ByteText.string(path)
    switch look(path, .list, directive: "autoindex", at: directive.position) {
    case .failed(ErrorNumber.noEntry), .failed(ErrorNumber.notDirectory), .failed(ErrorNumber.nameTooLong):
      return finish(404)
    case .failed(ErrorNumber.accessDenied): return finish(403)
    case .failed: return finish(500)
    case .found:
      markChosen()
      note("the directory is listed", directive)
      let format = scope.single("autoindex_format")?.arguments.first ?? "html"
      let types = ["json": "application/json", "jsonp": "application/javascript", "xml": "text/xml"]
      return respond(200, contentType: types[format] ?? "text/html", length: nil)
    }
  }

  private mutating func makeFile() -> Phase {
    answer.handler = .file
    guard ["GET", "HEAD", "POST"].contains(method) else {
      note("files answer GET and HEAD only")
      return finish(405)
    }
    guard let path = mapPath() else { return finish(500) }
    let directive = scope.documentRoot?.directive
    if method != "POST", let compressed = makeCompressed(path.whole) { return compressed }
    answer.file = ByteText.string(path.whole)
    switch look(path.whole, .open, directive: directive?.name ?? "root", at: directive?.position) {
    case .failed(let number): return fileFailure(number, path.whole)
    case .found(let node) where node.kind == .directory: return redirectToDirectory()
    case .found(let node):
      guard node.kind == .file else {
        note("\(ByteText.string(path.whole)) is not a regular file")
        return finish(404)
      }
      if method == "POST" {
        note("files answer GET and HEAD only")
        return finish(405)
      }
      note(
        "\(directive?.name ?? "the default root") leads to \(ByteText.string(path.whole)), which is there",
        directive?.position)
      markChosen()
      return sendFile(node, encoding: nil)
    }
  }

  private mutating func fileFailure(_ number: Int32, _ path: [UInt8]) -> Phase {
    note(
      "\(scope.documentRoot?.directive.name ?? "the default root") leads to \(ByteText.string(path)): open() failed (\(ErrorNumber.describe(number)))",
      answer.rootPosition)
    switch number {
    case ErrorNumber.noEntry, ErrorNumber.notDirectory, ErrorNumber.nameTooLong:
      return finish(404)
    case ErrorNumber.accessDenied, ErrorNumber.loop, ErrorNumber.tooManyLinks: return finish(403)
    default: return finish(500)
    }
  }

  private mutating func redirectToDirectory() -> Phase {
    markChosen()
    note("\(answer.file ?? "") is a directory: the client is sent to the name with a slash")
    location = Escape.uri(uri) + [UInt8(ascii: "/")] + (arguments.isEmpty ? [] : [UInt8(ascii: "?")] + arguments)
    answer.handler = .redirect
    return finish(301)
  }

  /// A compressed copy beside the file (`gzip_static`); nil where the file itself is to be tried.
  private mutating func makeCompressed(_ path: [UInt8]) -> Phase? {
    guard let directive = scope.single("gzip_static"), let mode = directive.arguments.first, mode != "off" else {
      return nil
    }
    guard mode == "always" || mayCompress else { return nil }
    let compressed = path + Array(".gz".utf8)
    guard case .found(let node) = look(compressed, .open, directive: "gzip_static", at: directive.position),
      node.kind == .file
    else { return nil }
    markChosen()
    answer.file = ByteText.string(compressed)
    note("\(ByteText.string(compressed)) is sent in the place of the file", directive)
    return sendFile(node, encoding: "gzip")
  }
}
