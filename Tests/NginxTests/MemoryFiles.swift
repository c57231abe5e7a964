import Nginx

/// Configuration files in a table; a path that ends in a slash stands for a directory.
struct MemoryFiles: ConfigurationFiles {
  var files: [String: String]

  init(_ files: [String: String]) {
    self.files = files
  }

  /// One main file, with the `events` and `http` blocks around a text of servers.
  init(http text: String) {
    files = ["/etc/nginx/nginx.conf": "events {}\nhttp {\n\(text)\n}\n"]
  }

  func read(_ path: String, namedBy file: String?) -> Result<[UInt8], ReadProblem> {
    if let text = files[path] { return .success(ByteText.bytes(text)) }
    return .failure(ReadProblem(errno: files[path + "/"] != nil ? 21 : 2))
  }

  func glob(_ pattern: String, namedBy file: String?) -> [String] {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return files[pattern] == nil ? [] : [pattern] }
    return files.keys.filter { path in
      guard path.hasPrefix(parts[0]), path.hasSuffix(parts[1]),
        path.utf8.count >= parts[0].utf8.count + parts[1].utf8.count
      else { return false }
      let middle = path.dropFirst(parts[0].count).dropLast(parts[1].count)
      return !middle.contains("/") && !(parts[0].hasSuffix("/") && middle.hasPrefix("."))
    }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}
