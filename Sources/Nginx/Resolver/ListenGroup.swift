/// The servers that share one address, with their names.
final class ListenGroup {
  let listen: Listen
  private(set) var servers: [Int] = []
  private(set) var defaultServer: Int
  private(set) var names = ServerNames()
  /// Whether any server's `listen` here speaks TLS; nginx then expects it from every connection.
  private(set) var isTLS = false
  private var hasExplicitDefault = false
  private(set) var patterns: [(text: String, server: Int, pattern: Result<Pattern, PatternError>)] = []

  init(listen: Listen, server: Int) {
    self.listen = listen
    defaultServer = server
  }

  func add(_ listen: Listen, server: Int, names serverNames: [String]) {
    isTLS = isTLS || listen.isTLS
    if listen.isDefaultServer, !hasExplicitDefault {
      hasExplicitDefault = true
      defaultServer = server
    }
    guard servers.last != server else { return }
    servers.append(server)
    for name in serverNames { names.add(name, server: server) }
  }

  /// The server for a host; false when none of the names matched and the default answers.
  func find(_ host: [UInt8]) -> (server: Int, isNamed: Bool, match: (Pattern, Pattern.Match)?, undecided: String?) {
    if let server = names.find(host) { return (server, true, nil, nil) }
    compilePatterns()
    var undecided: String?
    for entry in patterns {
      guard case .success(let pattern) = entry.pattern else {
        undecided = entry.text
        continue
      }
      if case .matched(let match) = pattern.match(host) { return (entry.server, true, (pattern, match), undecided) }
    }
    return (defaultServer, false, nil, undecided)
  }

  private func compilePatterns() {
    guard patterns.count != names.patterns.count else { return }
    patterns = names.patterns.map { entry in
      let bytes = entry.pattern.byteArray
      let caseless = bytes.contains { (65...90).contains($0) }
      do throws(PatternError) {
        return (entry.pattern, entry.server, .success(try Pattern(bytes, caseless: caseless)))
      } catch {
        return (entry.pattern, entry.server, .failure(error))
      }
    }
  }
}
