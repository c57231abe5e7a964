/// A change of a text file by GNU sed, exact whatever the texts in it are: none of them is read as a command.
public struct SedScript: Sendable, Hashable {
  /// What sed is given, one command or several on lines of their own.
  let source: String

  private init(_ source: String) { self.source = source }

  /// Puts a replacement where a pattern is found, the first time on each of the lines or every time.
  public static func substitute(
    _ pattern: SedPattern, by replacement: SedReplacement, on lines: SedLines = .all, everywhere: Bool = false
  ) -> SedScript {
    let mark = delimiter(for: pattern.pieces + replacement.pieces)
    let parts = ["s", pattern.written(delimiter: mark), replacement.written(delimiter: mark), everywhere ? "g" : ""]
    return SedScript(lines.address + parts.joined(separator: String(mark)))
  }

  /// Takes lines out.
  public static func delete(_ lines: SedLines) -> SedScript { SedScript(lines.address + "d") }

  /// Puts text before lines, given in bytes a line.
  public static func insert(_ text: [[UInt8]], before lines: SedLines) -> SedScript {
    SedScript("\(lines.address)i\\\n\(written(text))")
  }

  /// Puts text behind lines, given in bytes a line.
  public static func append(_ text: [[UInt8]], after lines: SedLines) -> SedScript {
    SedScript("\(lines.address)a\\\n\(written(text))")
  }

  /// Puts one line of text before lines.
  public static func insert(_ line: String, before lines: SedLines) -> SedScript {
    insert([Array(line.utf8)], before: lines)
  }

  /// Puts one line of text behind lines.
  public static func append(_ line: String, after lines: SedLines) -> SedScript {
    append([Array(line.utf8)], after: lines)
  }

  /// Puts text in the place of consecutive lines where the first of them is still what it was; none takes them out.
  public static func replace(
    _ count: Int, linesFrom number: Int, whereFirstIs first: [UInt8], by text: [[UInt8]]
  ) -> SedScript {
    let found = SedLines.matching(SedPattern(line: first)).address
    let gathering = String(repeating: "N;", count: count - 1)
    guard !text.isEmpty else { return SedScript("\(number){\(found){\(gathering)d;};}") }
    return SedScript("\(number){\n\(found){\(gathering)c\\\n\(written(text))\n}\n}")
  }

  /// Several changes, one after the other.
  public static func all(_ scripts: [SedScript]) -> SedScript {
    SedScript(scripts.map(\.source).joined(separator: "\n"))
  }

  /// A mark for `s` that stands in none of the pieces, so that the command can be read; else one that none of sed's own has.
  private static func delimiter(for pieces: [SedPiece]) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] = ["|", "#", "~", ",", "!", "%", "@", ":"]
    return marks.first { mark in !pieces.contains { $0.contains(mark) } }
      ?? marks.dropFirst().first { mark in !pieces.contains { $0.isSource && $0.contains(mark) } } ?? "\u{1}"
  }

  /// Lines behind `i\`, `a\` or `c\`; blanks in front are kept.
  private static func written(_ text: [[UInt8]]) -> String {
    text.map { line in
      let written = HiddenBytes.escaped(line, hidden: SedPiece.escape) { scalar in
        scalar == "\\" || scalar == "\n" ? "\\\(scalar)" : nil
      }
      return written.hasPrefix(" ") ? "\\" + written : written
    }.joined(separator: "\\\n")
  }
}

extension SedScript {
  /// The command that makes the change in a file, and in the file itself where a link leads to it.
  ///
  /// - Parameter path: the file's path in bytes; one that begins with a hyphen is not read as an option.
  public func command(on path: [UInt8]) -> String {
    let file = path.first == UInt8(ascii: "-") ? Array("./".utf8) + path : path
    return "sed -i --follow-symlinks \(ShellWord.quoted(source)) \(ShellWord(bytes: file))"
  }
}
