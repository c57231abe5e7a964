/// The replacement of a stretch of a file's bytes that a change amounts to.
struct TextSplice {
  let range: Range<Int>
  let replacement: [UInt8]

  /// Nil where the directive does not stand in this text.
  init?(_ change: Edit.Change, of directive: Directive, in bytes: [UInt8]) {
    let span = directive.span
    guard !span.isEmpty, span.upperBound <= bytes.count else { return nil }
    let end = directive.closing.map { $0 + 1 } ?? span.upperBound
    let indent = TextSplice.indent(bytes, at: span.lowerBound)
    switch change {
    case .rewrite(let name, let arguments):
      (range, replacement) = TextSplice.rewriting(directive, name: name, arguments: arguments, bytes)
    case .remove:
      range = TextSplice.wholeLines(span.lowerBound..<end, bytes)
      replacement = []
    case .insertBefore(let new):
      (range, replacement) = TextSplice.inserting(new, before: span.lowerBound, indent: indent, bytes)
    case .insertAfter(let new):
      range = end..<end
      replacement = [10] + new.lines(indent: indent).joined(separator: "\n").byteArray
    case .insertInside(let new):
      range = span.upperBound..<span.upperBound
      replacement = [10] + new.lines(indent: indent + TextSplice.step(indent)).joined(separator: "\n").byteArray
    }
  }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    bytes[..<range.lowerBound] + replacement + bytes[range.upperBound...]
  }

  private static func indent(_ bytes: [UInt8], at place: Int) -> String {
    let start = bytes[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return ByteText.string(bytes[start..<place].prefix { $0 == 32 || $0 == 9 })
  }

  private static func step(_ indent: String) -> String { indent.hasPrefix("\t") ? "\t" : "    " }

  /// Replaces only the words that differ.
  private static func rewriting(
    _ directive: Directive, name: String, arguments: [String], _ bytes: [UInt8]
  ) -> (Range<Int>, [UInt8]) {
    let wanted = [name] + arguments
    let present = [directive.name] + directive.arguments
    let words = wordRanges(directive.span, bytes)
    let written = ([name] + arguments).map(Directive.quoted)
    guard words.count == present.count else {
      let terminator = directive.span.upperBound - 1
      let gap = bytes[terminator] == UInt8(ascii: "{") ? " " : ""
      return (directive.span.lowerBound..<terminator, (written.joined(separator: " ") + gap).byteArray)
    }
    var start = 0
    while start < min(wanted.count, present.count), wanted[start] == present[start] { start += 1 }
    var tail = 0
    while tail < min(wanted.count, present.count) - start,
      wanted[wanted.count - 1 - tail] == present[present.count - 1 - tail]
    {
      tail += 1
    }
    let text = written[start..<(written.count - tail)].joined(separator: " ")
    if start >= words.count - tail {
      let place = start > 0 ? words[start - 1].upperBound : words[0].lowerBound
      return (place..<place, text.isEmpty ? [] : (" " + text).byteArray)
    }
    var range = words[start].lowerBound..<words[words.count - 1 - tail].upperBound
    if text.isEmpty, start > 0 { range = words[start - 1].upperBound..<range.upperBound }
    return (range, text.byteArray)
  }

  private static func wordRanges(_ span: Range<Int>, _ bytes: [UInt8]) -> [Range<Int>] {
    Array(bytes[span]).withUnsafeBufferPointer { buffer in
      var lexer = Lexer(buffer)
      _ = lexer.next()
      return lexer.words.map { word in
        let closing = word.start > word.outerStart ? 1 : 0
        return (span.lowerBound + word.outerStart)..<(span.lowerBound + word.end + closing)
      }
    }
  }

  private static func inserting(
    _ new: NewDirective, before place: Int, indent: String, _ bytes: [UInt8]
  ) -> (Range<Int>, [UInt8]) {
    let lines = new.lines(indent: indent).joined(separator: "\n")
    let lineStart = bytes[..<place].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let isFirst = bytes[lineStart..<place].allSatisfy { $0 == 32 || $0 == 9 }
    if isFirst { return (lineStart..<lineStart, (lines + "\n").byteArray) }
    return (place..<place, ("\n" + lines + "\n" + indent).byteArray)
  }

  /// The range widened to whole lines where nothing else stands on them.
  private static func wholeLines(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    let lineStart = bytes[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let lineEnd = bytes[range.upperBound...].firstIndex(of: 10)
    let before = bytes[lineStart..<range.lowerBound]
    let after = bytes[range.upperBound..<(lineEnd ?? bytes.count)]
    guard before.allSatisfy({ $0 == 32 || $0 == 9 }), after.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) else {
      return range
    }
    return lineStart..<(lineEnd.map { $0 + 1 } ?? bytes.count)
  }
}
