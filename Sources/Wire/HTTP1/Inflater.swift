/// Reads the first bytes of a DEFLATE stream (RFC 1951), so that what is compressed can be recognised.
///
/// It stops after a few bytes of output, whatever the stream would grow to.
public struct Inflater {
  private let input: [UInt8]
  private var position = 0
  private var bit = 0
  private var output: [UInt8] = []
  private static let wanted = 64

  private init(_ input: [UInt8], from start: Int) {
    self.input = input
    position = start
  }

  /// The first bytes inside a gzip body (RFC 1952); nil where it is none or its beginning cannot be read.
  public static func gzipStart(_ body: [UInt8]) -> [UInt8]? {
    guard let start = headerLength(body) else { return nil }
    var inflater = Inflater(body, from: start)
    inflater.run()
    return inflater.output.isEmpty ? nil : inflater.output
  }

  private static func headerLength(_ body: [UInt8]) -> Int? {
    guard body.count > 18, body[0] == 0x1f, body[1] == 0x8b, body[2] == 8 else { return nil }
    let flags = body[3]
    var index = 10
    if flags & 4 != 0 { index += 2 + Int(body[10]) + Int(body[11]) << 8 }
    for flag in [UInt8(8), 16] where flags & flag != 0 {
      guard index < body.count, let zero = body[index...].firstIndex(of: 0) else { return nil }
      index = zero + 1
    }
    if flags & 2 != 0 { index += 2 }
    return index < body.count ? index : nil
  }

  private var isDone: Bool { output.count >= Self.wanted }

  private mutating func bits(_ count: Int) -> Int? {
    var value = 0
    for index in 0..<count {
      guard position < input.count else { return nil }
      value |= Int(input[position] >> bit & 1) << index
      bit += 1
      if bit == 8 { (bit, position) = (0, position + 1) }
    }
    return value
  }

  private mutating func run() {
    while !isDone {
      guard let last = bits(1), let kind = bits(2) else { return }
      let isRead =
        switch kind {
        case 0: stored()
        case 1: coded(Code(Self.fixedLengths), Code([Int](repeating: 5, count: 30)))
        case 2: dynamic()
        default: false
        }
      if !isRead || last == 1 { return }
    }
  }

  private mutating func stored() -> Bool {
    if bit > 0 { (bit, position) = (0, position + 1) }
    guard position + 4 <= input.count else { return false }
    let length = Int(input[position]) | Int(input[position + 1]) << 8
    position += 4
    let end = min(position + length, input.count)
    output += input[position..<min(end, position + Self.wanted)]
    position = end
    return true
  }

  private static let fixedLengths =
    [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
    + [Int](repeating: 8, count: 8)
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func dynamic() -> Bool {
    guard let literals = bits(5), let distances = bits(5), let codes = bits(4) else { return false }
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<(codes + 4) {
      guard let length = bits(3) else { return false }
      lengths[Self.order[index]] = length
    }
    let code = Code(lengths)
    var all: [Int] = []
    while all.count < literals + 257 + distances + 1 {
      guard let symbol = symbol(code), let run = repeated(symbol, all.last) else { return false }
      all += run
    }
    return coded(Code(Array(all.prefix(literals + 257))), Code(Array(all.dropFirst(literals + 257))))
  }

  /// The code lengths that one symbol of the code length alphabet stands for.
  private mutating func repeated(_ symbol: Int, _ previous: Int?) -> [Int]? {
    switch symbol {
    case 0..<16: return [symbol]
    case 16:
      guard let previous, let more = bits(2) else { return nil }
      return [Int](repeating: previous, count: more + 3)
    case 17: return bits(3).map { [Int](repeating: 0, count: $0 + 3) }
    default: return bits(7).map { [Int](repeating: 0, count: $0 + 11) }
    }
  }

  private static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]

  private mutating func coded(_ literals: Code, _ distances: Code) -> Bool {
    while !isDone {
      guard let symbol = symbol(literals) else { return false }
      if symbol == 256 { return true }
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else if !copy(symbol - 257, distances) {
        return false
      }
    }
    return true
  }

  private mutating func copy(_ length: Int, _ distances: Code) -> Bool {
    guard length < Self.lengthBase.count, let extra = bits(Self.lengthBits[length]), let symbol = symbol(distances),
      symbol < 30
    else { return false }
    let width = symbol < 4 ? 0 : symbol / 2 - 1
    guard let more = bits(width) else { return false }
    let distance = symbol < 4 ? symbol + 1 : (2 + symbol % 2) << width + 1 + more
    guard distance <= output.count else { return false }
    for _ in 0..<(Self.lengthBase[length] + extra) { output.append(output[output.count - distance]) }
    return true
  }

  /// A canonical Huffman code by its code lengths.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(_ lengths: [Int]) {
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }
  }

  private mutating func symbol(_ code: Code) -> Int? {
    var (value, first, index) = (0, 0, 0)
    for length in 1...15 {
      guard let next = bits(1) else { return nil }
      value |= next
      let count = code.counts[length]
      if value - count < first { return index + value - first }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }
}
