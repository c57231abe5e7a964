import Facts
import SystemPackage

/// Whether a command of a deploy empties or replaces the directory that holds uploads.
struct Deletion {
  let line: ShellLine
  let media: FilePath
  /// Engines' names of the volume that holds the directory.
  let volumes: [String]

  /// How it deletes: `rsync`, `rm`, `find`, `git`, `volume`; nil where it does not.
  var kind: DeployDeletes.Kind? {
    guard let program = line.words.first(where: { !Self.wrappers.contains($0) && !$0.contains("=") }) else {
      return nil
    }
    let words = line.words
    switch program.split(separator: "/").last.map(String.init) ?? program {
    case "rsync": return isRsync(words) ? .rsync : nil
    case "rm": return isRemoving(words) ? .rm : nil
    case "find":
      return (words.contains("-delete") || words.contains("rm")) && covers(words.dropFirst().first)
        && !mentionsMedia(words)
        ? .find : nil
    case "git": return isCleaning(words) ? .git : nil
    case "docker", "podman", "docker-compose", "podman-compose": return isRemovingVolume(words) ? .volume : nil
    default: return nil
    }
  }

  private static let wrappers: Set<String> = [
    "sudo", "exec", "time", "nice", "command", "ssh", "-u", "then", "do", "else",
  ]

  /// The directory that a word means; a glob at its end means what is in it.
  private func path(_ word: String) -> FilePath? {
    var text = word
    if let colon = text.firstIndex(of: ":"), !text.hasPrefix("/") { text = String(text[text.index(after: colon)...]) }
    while text.hasSuffix("/*") || text.hasSuffix("/.") { text.removeLast(2) }
    guard !text.isEmpty, !text.contains("$"), !text.contains("*") else { return nil }
    if text.hasPrefix("/") { return FilePath(text).lexicallyNormalized() }
    guard let directory = line.directory, directory.hasPrefix("/") else { return nil }
    return FilePath(directory).appending(text).lexicallyNormalized()
  }

  private func covers(_ word: String?) -> Bool {
    guard let word, let path = path(word) else { return false }
    return path.components.count > 1 && media.starts(with: path)
  }

  private func mentionsMedia(_ words: [String]) -> Bool {
    let name = media.lastComponent?.string ?? "/"
    return words.dropFirst(2).contains { $0.contains("/\(name)") || $0 == name }
  }

  private func isRemoving(_ words: [String]) -> Bool {
    let isRecursive = words.contains {
      $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.lowercased().contains("r") || $0 == "--recursive"
    }
    return isRecursive && words.dropFirst().contains { !$0.hasPrefix("-") && covers($0) }
  }

  private func isCleaning(_ words: [String]) -> Bool {
    guard let index = words.firstIndex(of: "clean") else { return false }
    let options = words.dropFirst(index + 1)
    let flags = options.filter { $0.hasPrefix("-") && !$0.hasPrefix("--") }.joined()
    var directory = line.directory
    if let flag = words.firstIndex(of: "-C"), flag + 1 < words.count { directory = words[flag + 1] }
    guard flags.contains("f"), flags.contains("d"), flags.contains("x"), let directory else { return false }
    return covers(directory) && !mentionsMedia(Array(words))
  }

  private func isRemovingVolume(_ words: [String]) -> Bool {
    guard !volumes.isEmpty else { return false }
    if words.contains("down") { return words.contains("-v") || words.contains("--volumes") }
    return words.contains("volume") && words.contains("rm") && words.contains { volumes.contains($0) }
  }

  // MARK: rsync

  /// rsync(1): `--delete` makes the destination equal to the source, except what a filter rule exempts.
  private func isRsync(_ words: [String]) -> Bool {
    guard words.contains(where: { $0.hasPrefix("--del") }), let destination = rsyncDestination(words) else {
      return false
    }
    guard destination.components.count > 1, media.starts(with: destination) else { return false }
    if words.contains("--delete-excluded") { return true }
    if words.contains(where: { $0.hasPrefix("--exclude-from") || $0.hasPrefix("--filter=merge") }) { return false }
    let relative = Array(media.components.dropFirst(destination.components.count)).map(\.string)
    return !exemptions(words).contains { Self.exempts($0, relative) }
  }

  /// A source without a slash at its end becomes a directory in the destination.
  func rsyncDestination(_ words: [String]) -> FilePath? {
    let plain = words.dropFirst().filter { !$0.hasPrefix("-") }
    guard let last = plain.last, let destination = path(last) else { return nil }
    guard plain.count > 1, let source = plain.dropLast().last, !source.hasSuffix("/"), !source.hasSuffix("/."),
      let name = source.split(separator: "/").last, media.starts(with: destination.appending(String(name)))
    else { return destination }
    return destination.appending(String(name))
  }

  private func exemptions(_ words: [String]) -> [String] {
    var patterns: [String] = []
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      if word == "--exclude" { patterns.append(next) }
      if word.hasPrefix("--exclude=") { patterns.append(String(word.dropFirst(10))) }
      var rule = ""
      if word == "--filter" || word == "-f" { rule = next }
      if word.hasPrefix("--filter=") { rule = String(word.dropFirst(9)) }
      let parts = rule.split(separator: " ")
      if parts.count == 2, ["P", "protect", "-", "exclude"].contains(parts[0]) { patterns.append(String(parts[1])) }
    }
    return patterns
  }

  /// Whether a filter pattern exempts a path or a directory above it, as far as simple patterns go.
  static func exempts(_ pattern: String, _ relative: [String]) -> Bool {
    let isAnchored = pattern.hasPrefix("/")
    let globs: Set<String> = ["***", "**", "*"]
    let parts: [String] = pattern.split(separator: "/").map { String($0) }.filter { !globs.contains($0) }
    guard !parts.isEmpty, parts.count <= relative.count else { return false }
    let last: Int = isAnchored ? 0 : relative.count - parts.count
    return (0...last).contains { (start: Int) -> Bool in
      parts.indices.allSatisfy { (index: Int) -> Bool in
        let name = [UInt8](relative[start + index].utf8)
        let wanted = [UInt8](parts[index].utf8)
        return Glob.matches(name[...], wanted[...])
      }
    }
  }
}
