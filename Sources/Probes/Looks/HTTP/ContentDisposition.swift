import Facts

/// A Content-Disposition header as browsers read it (RFC 6266).
struct ContentDisposition {
  /// `inline` or `attachment`, in lower case.
  let kind: String
  private let parameters: [(name: String, value: String, isQuoted: Bool)]

  init(_ value: String) {
    let parts = Self.split(value)
    kind = parts.first?.lowercased() ?? ""
    parameters = parts.dropFirst().compactMap { part in
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let name = part[..<equals].filter { $0 != " " }.lowercased()
      let raw = part[part.index(after: equals)...].drop { $0 == " " }
      let isQuoted = raw.first == "\""
      let text = isQuoted ? raw.dropFirst().prefix { $0 != "\"" } : raw
      return (name, String(text), isQuoted)
    }
  }

  /// The parts between semicolons that do not stand in quotes.
  private static func split(_ value: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in value {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What is wrong with the file's name; nil where nothing is.
  var problem: (word: HTTPDisposition.Problem, sentence: String)? {
    let plain = parameters.first { $0.name == "filename" }
    let extended = parameters.first { $0.name == "filename*" }
    if let extended, !extended.value.lowercased().hasPrefix("utf-8'"),
      !extended.value.lowercased().hasPrefix("iso-8859-1'")
    {
      return (.badExtended, "filename* does not begin with its character set (UTF-8'')")
    }
    guard let plain else { return nil }
    if plain.value.isEmpty { return (.empty, "The file name is empty") }
    if extended == nil, plain.value.contains(where: { !$0.isASCII }) {
      return (.nonAscii, "The file name holds characters that only filename* can carry")
    }
    if !plain.isQuoted, plain.value.contains(" ") {
      return (.unquoted, "The file name has blanks and no quotes, so it ends at the first")
    }
    if plain.value.contains("/") { return (.path, "The file name is a path") }
    return nil
  }
}
