/// Cuts the head of a response into lines, however the bytes are split up, and counts them against a limit.
struct LineCollector {
  /// One line without its end.
  struct Line {
    var bytes: [UInt8]
    /// Whether a line feed without carriage return ended it.
    var endedBare: Bool
  }

  let limit: Int
  /// How many bytes have come.
  private(set) var count = 0
  private var partial: [UInt8] = []
  private var start: [UInt8] = []

  init(limit: Int) {
    self.limit = limit
  }

  var isOverLimit: Bool { count > limit }

  /// The next whole line, or nil when more bytes are needed or the limit is passed.
  mutating func next(from rest: inout ArraySlice<UInt8>) -> Line? {
    let end = rest.firstIndex(of: 0x0a)
    let part = rest[..<(end ?? rest.endIndex)].prefix(limit + 1 - count)
    if start.count < 64 { start += rest[..<(end.map { $0 + 1 } ?? rest.endIndex)].prefix(64 - start.count) }
    count += part.count + (end == nil ? 0 : 1)
    rest = end.map { rest[($0 + 1)...] } ?? []
    guard !isOverLimit else {
      partial = []
      rest = []
      return nil
    }
    partial += part
    guard end != nil else { return nil }
    let endedBare = partial.last != 0x0d
    if !endedBare { partial.removeLast() }
    defer { partial = [] }
    return Line(bytes: partial, endedBare: endedBare)
  }

  /// What the first bytes are if they cannot become an HTTP/1 response; nil while they can.
  func notHTTP(atEnd: Bool) -> MalformedResponse? {
    let meaningful = start.drop { $0 == 0x0d || $0 == 0x0a }
    let expected = Array("HTTP/".utf8)
    let shared = min(meaningful.count, expected.count)
    let matches = meaningful.prefix(shared).elementsEqual(expected.prefix(shared))
    if matches && (shared == expected.count || !atEnd || meaningful.isEmpty) { return nil }
    if meaningful.count >= 2, [0x15, 0x16].contains(meaningful[meaningful.startIndex]),
      meaningful[meaningful.startIndex + 1] == 0x03
    {
      return .tlsRecord
    }
    // A server opens HTTP/2 with a SETTINGS frame, type 4, on stream 0, or says GOAWAY, type 7 (RFC 9113, section 3.4).
    if start.count >= 9, start[0] == 0, [4, 7].contains(start[3]), start[5...8].allSatisfy({ $0 == 0 }) {
      return .http2Frame
    }
    return .notHTTP(prefix: start)
  }
}
