import Notation

/// A change of consecutive lines of one file.
struct LineHunk: Sendable {
  let file: String
  /// The number of the first old line; for an insertion, of the line it comes before.
  let firstLine: Int
  let old: [String]
  let new: [String]
  private let contextBefore: [String]
  private let contextAfter: [String]

  init?(_ change: Edit.Change, of directive: Directive, in source: SourceFile) {
    guard let splice = TextSplice(change, of: directive, in: source.bytes) else { return nil }
    self.init(file: source.path, old: source.bytes, new: splice.applied(to: source.bytes))
  }

  /// The lines in which two versions of a file differ; nil where they do not.
  init?(file: String, old before: [UInt8], new after: [UInt8]) {
    self.file = file
    let lines = LineHunk.lines(before)
    let changed = LineHunk.lines(after)
    var start = 0
    while start < min(lines.count, changed.count), lines[start] == changed[start] { start += 1 }
    var tail = 0
    while tail < min(lines.count, changed.count) - start,
      lines[lines.count - 1 - tail] == changed[changed.count - 1 - tail]
    {
      tail += 1
    }
    firstLine = start + 1
    old = lines[start..<(lines.count - tail)].map(ByteText.string)
    new = changed[start..<(changed.count - tail)].map(ByteText.string)
    contextBefore = lines[max(0, start - 3)..<start].map(ByteText.string)
    let end = lines.count - tail
    contextAfter = lines[end..<min(lines.count, end + 3)].map(ByteText.string)
    if old.isEmpty, new.isEmpty { return nil }
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  var unifiedDiff: String {
    let start = firstLine - contextBefore.count
    let context = contextBefore.count + contextAfter.count
    var text = "--- \(file)\n+++ \(file)\n"
    let oldCount = context + old.count
    let newCount = context + new.count
    text += "@@ -\(oldCount == 0 ? 0 : start),\(oldCount) +\(newCount == 0 ? 0 : start),\(newCount) @@\n"
    for line in contextBefore { text += " \(line)\n" }
    for line in old { text += "-\(line)\n" }
    for line in new { text += "+\(line)\n" }
    for line in contextAfter { text += " \(line)\n" }
    return text
  }

  /// A `sed` call that makes the change where the old text still stands.
  var command: String { script.command(on: file.byteArray) }

  private var script: SedScript {
    if old.count == 1, new.count == 1 { return substitution }
    if old.isEmpty { return insertion }
    return .replace(
      old.count, linesFrom: firstLine, whereFirstIs: old[0].byteArray, by: new.map(\.byteArray))
  }

  private var insertion: SedScript {
    let text = new.map(\.byteArray)
    return contextAfter.isEmpty && firstLine > 1
      ? .append(text, after: .number(firstLine - 1)) : .insert(text, before: .number(firstLine))
  }

  private var substitution: SedScript {
    let (prefix, suffix) = LineHunk.commonEnds(Array(old[0].unicodeScalars), Array(new[0].unicodeScalars))
    let oldScalars = Array(old[0].unicodeScalars)
    let newScalars = Array(new[0].unicodeScalars)
    let oldText = LineHunk.text(oldScalars[prefix..<(oldScalars.count - suffix)])
    let newText = LineHunk.text(newScalars[prefix..<(newScalars.count - suffix)])
    let isUnmistakable =
      !oldText.isEmpty && LineHunk.occurrences(of: oldText, in: old[0]) == 1
      && LineHunk.occurrences(of: oldText, in: new[0]) == 0
    let pattern: SedPattern = isUnmistakable ? "\(oldText.byteArray)" : SedPattern(line: old[0].byteArray)
    let replacement = SedReplacement(text: (isUnmistakable ? newText : new[0]).byteArray)
    return .substitute(pattern, by: replacement, on: .number(firstLine))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The lengths of the common beginning and end, moved outwards to the edges of words.
  private static func commonEnds(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar]) -> (Int, Int) {
    var prefix = 0
    while prefix < min(old.count, new.count), old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] {
      suffix += 1
    }
    while prefix > 0, old[prefix - 1] != " ", old[prefix - 1] != "\t" { prefix -= 1 }
    while suffix > 0, old[old.count - suffix] != " ", old[old.count - suffix] != "\t" { suffix -= 1 }
    return (prefix, suffix)
  }

  private static func occurrences(of text: String, in line: String) -> Int {
    let haystack = Array(line.utf8)
    let needle = Array(text.utf8)
    guard haystack.count >= needle.count else { return 0 }
    return (0...(haystack.count - needle.count)).count { haystack[$0...].starts(with: needle) }
  }
}
