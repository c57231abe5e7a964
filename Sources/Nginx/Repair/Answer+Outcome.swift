extension Answer {
  /// What a client gets, in a few words: `200 from /srv/a.css as text/css`.
  public var outcome: String {
    if let upstream { return "by \(upstream.url)\(upstream.uri.map { " as \($0)" } ?? "")" }
    guard let status else { return "by a closed connection" }
    if let redirect { return "\(status) to \(redirect)" }
    guard let file, status < 300 else { return "\(status)" }
    let type = headers.first { $0.name == "Content-Type" }.map { " as \($0.value)" } ?? ""
    return "\(status) from \(file)\(type)"
  }
}
