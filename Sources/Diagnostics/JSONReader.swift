/// Reads JSON strictly as RFC 8259 has it, in one pass over its bytes.
public struct JSONReader {
  /// Arrays and objects may be nested so deep.
  static let deepest = 200

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private var depth = 0

  /// Reads one JSON value.
  ///
  /// - Throws: `JSONProblem` with line and column where the bytes are no JSON.
  public static func value(_ bytes: [UInt8]) throws(JSONProblem) -> Value {
    let result: Result<Value, JSONProblem> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer)
      do throws(JSONProblem) {
        return .success(try reader.document())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func document() throws(JSONProblem) -> Value {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw problem("something follows the end of the value") }
    return value
  }

  private mutating func value() throws(JSONProblem) -> Value {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONProblem) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONProblem) in try reader.array() }
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

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONProblem) -> Value
  ) throws(JSONProblem) -> Value {
    guard depth < Self.deepest else { throw problem("nested more than \(Self.deepest) deep") }
    depth += 1
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func array() throws(JSONProblem) -> Value {
    var elements: [Value] = []
    if take("]") { return .list(elements) }
    repeat { elements.append(try value()) } while take(",")
    guard take("]") else { throw problem("a comma or ] is expected") }
    return .list(elements)
  }

  private mutating func object() throws(JSONProblem) -> Value {
    var members: [String: Value] = [:]
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw problem("a name in quotes is expected") }
      let name = try string()
      guard take(":") else { throw problem("a colon is expected") }
      members[name] = try value()
    } while take(",")
    guard take("}") else { throw problem("a comma or } is expected") }
    return .object(members)
  }

  /// Skips white space and then this character, if it is there.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: StaticString, _ value: Value) throws(JSONProblem) -> Value {
    let text = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: text) else { throw problem("a value is expected") }
    position += text.count
    return value
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// A problem at the current position, or at another one.
  func problem(_ message: String, at other: Int? = nil) -> JSONProblem {
    let before = bytes[..<min(other ?? position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return JSONProblem(place: "\(line):\(column)", message: message)
  }
}
