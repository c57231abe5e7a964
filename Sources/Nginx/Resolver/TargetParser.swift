import Notation

/// The request target taken apart and normalised (`ngx_http_parse_uri`, `ngx_http_parse_complex_uri`).
struct TargetParser {
  /// The decoded path without dot segments.
  private(set) var uri: [UInt8] = []
  private(set) var arguments: [UInt8] = []
  /// The target as `$request_uri` has it.
  private(set) var unparsed: [UInt8] = []
  /// The host of an absolute-form target.
  private(set) var host: [UInt8]?
  /// Whether the path held an escape, and whether it held a plus sign.
  private(set) var hadEscapes = false
  private(set) var hadPlus = false
  /// Whether an absolute-form target had arguments right behind its host.
  private var lacksSlash = false

  /// Nil for a target nginx answers with 400.
  init?(_ target: [UInt8], mergeSlashes: Bool) {
    if target.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return nil }
    guard let path = takeHost(target) else { return nil }
    unparsed = Array(path.dropFirst(lacksSlash ? 1 : 0))
    let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.endIndex
    let tail = path[end...]
    if tail.first == UInt8(ascii: "?") {
      arguments = Array(tail.dropFirst().prefix { $0 != UInt8(ascii: "#") })
    }
    hadPlus = path[..<end].contains(UInt8(ascii: "+"))
    guard normalise(path[..<end], mergeSlashes: mergeSlashes) else { return nil }
  }

  private mutating func takeHost(_ target: [UInt8]) -> ArraySlice<UInt8>? {
    if target.first == UInt8(ascii: "/") { return target[...] }
    guard let colon = target.firstIndex(of: UInt8(ascii: ":")), colon > 0, target[colon...].starts(with: "://".utf8),
      target[..<colon].allSatisfy({ Bytes.isAlphanumeric($0) || "+-.".utf8.contains($0) })
    else { return nil }
    let rest = target[(colon + 3)...]
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    guard end > rest.startIndex else { return nil }
    host = Array(rest[..<end])
    if end == rest.endIndex { return [UInt8(ascii: "/")] }
    if rest[end] == UInt8(ascii: "/") { return rest[end...] }
    lacksSlash = true
    return [UInt8(ascii: "/")] + rest[end...]
  }

  private mutating func normalise(_ path: ArraySlice<UInt8>, mergeSlashes: Bool) -> Bool {
    var index = path.startIndex
    var segmentStart = 0
    while index < path.endIndex {
      var byte = path[index]
      var isLiteral = false
      index += 1
      if byte == UInt8(ascii: "%") {
        guard index + 1 < path.endIndex, let high = Hexadecimal.value(path[index]),
          let low = Hexadecimal.value(path[index + 1])
        else { return false }
        byte = high << 4 | low
        index += 2
        hadEscapes = true
        if byte == 0 { return false }
        isLiteral = byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?")
      }
      guard byte == UInt8(ascii: "/"), !isLiteral else {
        uri.append(byte)
        continue
      }
      guard endSegment(segmentStart, mergeSlashes: mergeSlashes) else { return false }
      segmentStart = uri.count
    }
    return finish(segmentStart)
  }

  /// Takes a slash that ends the segment beginning at `start`.
  private mutating func endSegment(_ start: Int, mergeSlashes: Bool) -> Bool {
    let segment = uri[start...]
    if uri.isEmpty {
      uri.append(UInt8(ascii: "/"))
    } else if segment.elementsEqual(".".utf8) {
      uri.removeLast()
    } else if segment.elementsEqual("..".utf8) {
      return popSegment(start)
    } else if !segment.isEmpty || !mergeSlashes {
      uri.append(UInt8(ascii: "/"))
    }
    return true
  }

  private mutating func finish(_ start: Int) -> Bool {
    let segment = uri[start...]
    if segment.elementsEqual(".".utf8) {
      uri.removeLast()
    } else if segment.elementsEqual("..".utf8) {
      return popSegment(start)
    }
    return true
  }

  /// Removes `..` and the segment before it; false above the root.
  private mutating func popSegment(_ start: Int) -> Bool {
    uri.removeSubrange(start...)
    guard uri.count > 1 else { return false }
    uri.removeLast()
    let slash = uri.lastIndex(of: UInt8(ascii: "/")) ?? 0
    uri.removeSubrange((slash + 1)...)
    return true
  }
}
