/// The simple commands of a script, each with its line, its words, and the directory it runs in where that is known.
struct ShellLine: Sendable {
  let number: Int
  let text: String
  let words: [String]
  /// The last `cd` before it; nil where none was or its target is not known.
  let directory: String?

  /// Reads a script: variables that are assigned literally are replaced, continued lines joined, comments left out.
  static func commands(of script: String) -> [ShellLine] {
    var commands: [ShellLine] = []
    var variables: [String: String] = [:]
    var arrays: [String: [String]] = [:]
    var directory: String?
    var pending = ""
    var first = 0
    for (number, raw) in script.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if pending.isEmpty { first = number + 1 }
      let line = pending + raw
      if line.hasSuffix("\\") {
        pending = String(line.dropLast()) + " "
        continue
      }
      pending = ""
      var body = line[...].trimmed
      if body.hasPrefix("#") || body.isEmpty { continue }
      for marker in ["- run:", "run:", "- "] where body.hasPrefix(marker) {
        body = body.dropFirst(marker.count).trimmed
      }
      for part in separated(body) {
        if let (name, elements) = array(part) {
          arrays[name] = elements.map { Interpolation.expand($0, with: variables) }
          continue
        }
        let words = Self.words(part).flatMap { word in
          Self.elements(word, arrays) ?? [Interpolation.expand(word, with: variables)]
        }
        guard let command = words.first else { continue }
        if words.count == 1, let equals = command.firstIndex(of: "="), isName(command[..<equals]) {
          variables[String(command[..<equals])] = String(command[command.index(after: equals)...])
          continue
        }
        if command == "cd", words.count > 1 {
          directory = words[1].hasPrefix("/") ? words[1] : directory.map { "\($0)/\(words[1])" }
          continue
        }
        commands.append(ShellLine(number: first, text: String(line[...].trimmed), words: words, directory: directory))
      }
    }
    return commands
  }

  /// `NAME=(word word)` and `NAME+=(word)`, of one line.
  private static func array(_ text: Substring) -> (String, [String])? {
    guard text.hasSuffix(")"), let open = text.firstRange(of: "=("), isName(text[..<open.lowerBound]) else {
      return nil
    }
    return (String(text[..<open.lowerBound]), words(text[open.upperBound...].dropLast()))
  }

  /// The elements that `${NAME[@]}` stands for; nil for another word.
  private static func elements(_ word: String, _ arrays: [String: [String]]) -> [String]? {
    guard word.hasPrefix("${"), word.hasSuffix("[@]}") || word.hasSuffix("[*]}") else { return nil }
    return arrays[String(word.dropFirst(2).dropLast(4))]
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.first?.isNumber == false && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private static func separated(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ";" || character == "&" || character == "|" {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return (parts + [text[start...]]).map(\.trimmed).filter { !$0.isEmpty }
  }

  /// Words without their quotes; in single quotes a dollar sign is doubled, so that it stays one.
  private static func words(_ text: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word += open == "'" && character == "$" ? "$$" : String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isWord = true
      } else if character == " " || character == "\t" {
        if isWord || !word.isEmpty { words.append(word) }
        word = ""
        isWord = false
      } else {
        word.append(character)
      }
    }
    return isWord || !word.isEmpty ? words + [word] : words
  }
}
