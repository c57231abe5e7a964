import Linux
import SystemPackage

/// The directory of an application's code, whose files are read and never run.
struct CodeFolder {
  let machine: any Machine
  let view: Viewpoint
  let path: FilePath
  /// Values of the process's environment, else of the env files beside the code.
  let variable: (String) -> String?

  /// The setting of an env file that gives the process a variable; nil where none does.
  var written: (String) -> Setting? = { _ in nil }

  func place(_ relative: String) -> Place { Place(path.appending(FilePath(relative).components), in: view) }

  func has(_ relative: String) -> Bool { machine.exists(place(relative)) }

  /// The lines of a file; none where it is not there.
  func lines(_ relative: String) -> [Substring] {
    (machine.text(place(relative), limit: 1 << 18) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  }
}

extension Substring {
  /// The texts between quotes of one kind or the other.
  var quoted: [String] {
    var texts: [String] = []
    var rest = self
    while let start = rest.firstIndex(where: { $0 == "'" || $0 == "\"" || $0 == "`" }) {
      let quote = rest[start]
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: quote) else { break }
      texts.append(String(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return texts
  }

  /// What stands between the first parenthesis behind a word and the one that closes it; all the rest where none does.
  func argument(of word: String) -> Substring? {
    guard let range = firstRange(of: word) else { return nil }
    let behind = self[range.upperBound...].drop { $0 == " " }
    guard behind.first == "(" else { return nil }
    var depth = 0
    for index in behind.indices {
      if behind[index] == "(" { depth += 1 }
      if behind[index] == ")" { depth -= 1 }
      if depth == 0 { return behind[behind.index(after: behind.startIndex)..<index] }
    }
    return behind.dropFirst()
  }
}
