/// A change of one line after which a configuration that nginx refused can be loaded.
public struct TextMend: Sendable {
  public let file: String
  public let line: Int
  public let before: String
  public let after: String
  public let command: String
  public let patch: String

  /// Tries the likely slips at a problem's place: a misspelt directive, a semicolon left out.
  ///
  /// - Parameter load: reads the configuration again with other contents of one file.
  public static func find(
    _ problem: ConfigurationProblem, in configuration: Configuration,
    load: (_ file: String, _ bytes: [UInt8]) -> Configuration
  ) -> TextMend? {
    guard let position = problem.position,
      let source = configuration.sources.first(where: { $0.path == position.file })
    else { return nil }
    let lines = source.bytes.split(separator: 10, omittingEmptySubsequences: false).map(ByteText.string)
    for (index, text) in candidates(problem, position.line - 1, lines) {
      var changed = lines
      changed[index] = text
      let bytes = ByteText.bytes(changed.joined(separator: "\n"))
      guard load(position.file, bytes).firstEmergency == nil,
        let hunk = LineHunk(file: position.file, old: source.bytes, new: bytes)
      else { continue }
      return TextMend(
        file: position.file, line: index + 1, before: lines[index], after: text, command: hunk.command,
        patch: hunk.unifiedDiff)
    }
    return nil
  }

  /// Lines with what they could have been meant to be.
  private static func candidates(_ problem: ConfigurationProblem, _ line: Int, _ lines: [String]) -> [(Int, String)] {
    let parts = problem.message.split(separator: "\"", omittingEmptySubsequences: false)
    if problem.message.hasPrefix("unknown directive"), parts.count > 1 {
      let name = String(parts[1])
      guard let near = DirectiveCatalogue.shared.nearest(to: name) else { return [] }
      return (max(0, line - 3)...line).reversed().compactMap { index in
        guard index < lines.count else { return nil }
        let blank = lines[index].prefix { $0 == " " || $0 == "\t" }
        let rest = lines[index].dropFirst(blank.count)
        return rest.hasPrefix(name) ? (index, blank + near + rest.dropFirst(name.count)) : nil
      }
    }
    return (max(0, line - 6)...max(0, line)).reversed().compactMap { index in
      guard index < lines.count else { return nil }
      let text = lines[index].prefix { $0 != "#" }
      var body = text
      while let last = body.last, last == " " || last == "\t" || last == "\r" { body.removeLast() }
      guard let last = body.last, !";{}".contains(last) else { return nil }
      return (index, body + ";" + lines[index].dropFirst(body.count))
    }
  }
}
