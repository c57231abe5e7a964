import Notation

/// A change of a file, and what the file holds before and after it.
struct SedChange {
  enum Kind: CaseIterable {
    case wholeLine, part, everyPart, append, insert, appendToLike, delete, deleteLike, replace, replaceOther,
      breakInPattern
  }

  let kind: Kind
  let file: [UInt8]
  let script: SedScript
  let before: [UInt8]
  let after: [UInt8]

  init(file: [UInt8], _ texts: inout HostileText) {
    let kind = Kind.allCases[texts.number(below: Kind.allCases.count)]
    let marks = (1...5).map { Array("line \($0) ".utf8) }
    let lines = marks.map { $0 + texts.line(upTo: 8) }
    let index = texts.number(below: lines.count)
    let text = texts.bytes(upTo: 8)
    let new = [texts.line(upTo: 8), texts.line(upTo: 8)]
    var changed = lines
    switch kind {
    case .wholeLine:
      script = .substitute(SedPattern(line: lines[index]), by: SedReplacement(text: text), on: .number(index + 1))
      changed[index] = text
    case .part:
      script = .substitute(#"^\(line\)\#(Array(lines[index].dropFirst(4)))"#, by: #"\1\#(text)"#)
      changed[index] = Array("line".utf8) + text
    case .everyPart:
      let part = [UInt8(ascii: "<")] + texts.line(upTo: 4) + [UInt8(ascii: ">")]
      changed = lines.map { $0 + part + [0x5F] + part }
      let doubled = changed
      script = .substitute("\(part)", by: #"\#(text)&"#, on: .number(index + 1), everywhere: true)
      changed[index] = Self.replacing(part, in: doubled[index], by: text + part)
      self.before = Self.file(doubled)
      (self.kind, self.file, after) = (kind, file, Self.file(changed))
      return
    case .append:
      script = .append(new, after: .number(index + 1))
      changed.insert(contentsOf: new, at: index + 1)
    case .insert:
      script = .insert(new, before: .number(index + 1))
      changed.insert(contentsOf: new, at: index)
    case .appendToLike:
      script = .append(new, after: .matching(SedPattern(line: lines[index])))
      changed.insert(contentsOf: new, at: index + 1)
    case .delete:
      script = .delete(.number(index + 1))
      changed.remove(at: index)
    case .deleteLike:
      script = .delete(.matching(#"^\#(lines[index])$"#))
      changed.remove(at: index)
    case .replace:
      let count = 1 + texts.number(below: lines.count - index)
      script = .replace(count, linesFrom: index + 1, whereFirstIs: lines[index], by: index % 2 == 0 ? new : [])
      changed.replaceSubrange(index..<(index + count), with: index % 2 == 0 ? new : [])
    case .replaceOther:
      script = .replace(1, linesFrom: index + 1, whereFirstIs: lines[index] + [UInt8(ascii: "x")], by: new)
    case .breakInPattern:
      script = .substitute("\(text + [0x0A] + text)", by: "x", everywhere: true)
    }
    (self.kind, self.file, before, after) = (kind, file, Self.file(lines), Self.file(changed))
  }

  private static func file(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [0x0A] } }

  private static func replacing(_ part: [UInt8], in line: [UInt8], by text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = line[...]
    while !rest.isEmpty {
      if rest.starts(with: part) {
        result += text
        rest = rest.dropFirst(part.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
