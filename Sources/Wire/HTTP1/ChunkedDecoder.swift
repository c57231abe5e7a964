/// Takes chunked transfer coding apart (RFC 9112, section 7.1).
struct ChunkedDecoder {
  /// How far reading has come.
  enum Progress {
    case more
    case finished
    case broken
  }

  private enum State {
    case size
    case data(Int)
    case dataEnd
    case trailers
  }

  private(set) var trailers: [HTTPHeader] = []
  private var state = State.size
  private var line = LineCollector(limit: ChunkedDecoder.lineLimit)
  private var trailerBytes = 0

  private static let lineLimit = 16 * 1024
  private static let trailerLimit = 64 * 1024

  /// Reads as much as there is, and hands the data on.
  mutating func consume(_ rest: inout ArraySlice<UInt8>, into body: inout BodyCollector) -> Progress {
    while !rest.isEmpty, !body.limitReached {
      if case .data(let remaining) = state {
        let part = rest.prefix(remaining)
        rest = rest.dropFirst(part.count)
        body.append(part)
        state = part.count == remaining ? .dataEnd : .data(remaining - part.count)
        continue
      }
      guard let text = line.next(from: &rest) else { return line.isOverLimit ? .broken : .more }
      line = LineCollector(limit: ChunkedDecoder.lineLimit)
      let progress = take(text.bytes)
      if progress != .more { return progress }
    }
    return .more
  }

  private mutating func take(_ text: [UInt8]) -> Progress {
    switch state {
    case .size:
      guard let size = ChunkedDecoder.size(text) else { return .broken }
      state = size == 0 ? .trailers : .data(size)
    case .dataEnd:
      guard text.isEmpty else { return .broken }
      state = .size
    case .data, .trailers:
      if text.isEmpty { return .finished }
      trailerBytes += text.count
      guard trailerBytes <= ChunkedDecoder.trailerLimit, let colon = text.firstIndex(of: 0x3a) else { return .broken }
      let name = String(decoding: text[..<colon], as: UTF8.self)
      trailers.append(HTTPHeader(name, String(decoding: text[(colon + 1)...], as: UTF8.self).trimmingBlanks()))
    }
    return .more
  }

  private static func size(_ text: [UInt8]) -> Int? {
    let digits = text.prefix { $0 != 0x3b && $0 != 0x20 && $0 != 0x09 }
    guard (1...15).contains(digits.count), digits.allSatisfy({ $0 != 0x2b && $0 != 0x2d }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
