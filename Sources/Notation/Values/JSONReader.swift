/// Reads JSON strictly as RFC 8259 has it, in one pass over its bytes.
public struct JSONReader {
  /// Arrays and objects may be nested so deep.
  static let deepest = 200

  let bytes: UnsafeBufferPointer<UInt8>
  /// The index of the byte that is read next.
  public internal(set) var position = 0
  private(set) var depth = 0

  /// Reads one JSON value.
  ///
  /// - Throws: `JSONProblem` with line and column where the bytes are no JSON.
  public static func value(_ bytes: [UInt8]) throws(JSONProblem) -> Value {
    try document(bytes) { reader throws(JSONProblem) in try reader.value() }
  }

  /// Reads one JSON text by a body that reads its value.
  ///
  /// - Throws: `JSONProblem` where the bytes are no JSON, or something follows the value.
  public static func document<Result>(
    _ bytes: [UInt8], _ read: (inout JSONReader) throws(JSONProblem) -> Result
  ) throws(JSONProblem) -> Result {
    try reading(bytes) { reader throws(JSONProblem) in
      if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
      let result = try read(&reader)
      reader.skipSpace()
      guard reader.position == reader.bytes.count else {
        throw reader.problem("something follows the end of the value")
      }
      return result
    }
  }

  /// Reads the value that begins at a position of a JSON text.
  public static func value(_ bytes: [UInt8], at start: Int) throws(JSONProblem) -> Value {
    try reading(bytes) { reader throws(JSONProblem) in
      reader.position = start
      return try reader.value()
    }
  }

  private static func reading<Result>(
    _ bytes: [UInt8], _ read: (inout JSONReader) throws(JSONProblem) -> Result
  ) throws(JSONProblem) -> Result {
    let result: Swift.Result<Result, JSONProblem> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer)
      do throws(JSONProblem) {
        return .success(try read(&reader))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads the value that follows.
  public mutating func value() throws(JSONProblem) -> Value {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"):
      var members = [String: Value](minimumCapacity: 6)
      try object { reader, name throws(JSONProblem) in members[name] = try reader.value() }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [Value] = []
      try array { reader throws(JSONProblem) in elements.append(try reader.value()) }
      return .list(elements)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
      return try number()
    case nil: throw problem("the text ends where a value is expected")
    default: throw problem("a value is expected")
    }
  }

  /// Whether an object follows.
  public var isAtObject: Bool { follows("{") }
  /// Whether an array follows.
  public var isAtArray: Bool { follows("[") }
  /// Whether a string follows.
  public var isAtString: Bool { follows("\"") }

  private func follows(_ character: Unicode.Scalar) -> Bool {
    bytes[position...].first { !Self.isSpace($0) } == UInt8(ascii: character)
  }

  /// Reads the array that follows by a body that reads one of its elements.
  public mutating func array(_ element: (inout JSONReader) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try open("[")
    if !take("]") {
      repeat { try element(&self) } while take(",")
      guard take("]") else { throw problem("a comma or ] is expected") }
    }
    depth -= 1
  }

  /// Reads the object that follows by a body that is told a member's name and reads its value.
  public mutating func object(_ member: (inout JSONReader, String) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try open("{")
    if !take("}") {
      repeat {
        skipSpace()
        guard current == UInt8(ascii: "\"") else { throw problem("a name in quotes is expected") }
        let name = try string()
        guard take(":") else { throw problem("a colon is expected") }
        try member(&self, name)
      } while take(",")
      guard take("}") else { throw problem("a comma or } is expected") }
    }
    depth -= 1
  }

  private mutating func open(_ bracket: Unicode.Scalar) throws(JSONProblem) {
    guard depth < Self.deepest else { throw problem("nested more than \(Self.deepest) deep") }
    guard take(bracket) else { throw problem("\(bracket) is expected") }
    depth += 1
  }

  /// Skips white space and then this character, if it is there.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func word(_ word: StaticString, _ value: Value) throws(JSONProblem) -> Value {
    let text = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: text) else { throw problem("a value is expected") }
    position += text.count
    return value
  }

  mutating func skipSpace() {
    while let byte = current, Self.isSpace(byte) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// A problem at the current position, or at another one.
  func problem(_ message: String, at other: Int? = nil) -> JSONProblem {
    let before = bytes[..<min(other ?? position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return JSONProblem(place: "\(line):\(column)", message: message)
  }
}
