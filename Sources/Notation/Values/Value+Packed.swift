/// The packed form in which the catalogue is embedded into the program: a prefix notation that is read in one pass.
///
/// `n` null, `t` true, `f` false, `i12;` integer, `d0.5;` double, `s5:hello` string of five UTF-8 bytes,
/// `l2:…` list of two values, `o1:s…` object of one key and its value.
extension Value {
  /// The packed form of this value.
  public var packed: String {
    switch self {
    case .null: "n"
    case .bool(let flag): flag ? "t" : "f"
    case .int(let number): "i\(number);"
    case .double(let number): "d\(number);"
    case .string(let text): "s\(text.utf8.count):\(text)"
    case .list(let elements): "l\(elements.count):" + elements.map(\.packed).joined()
    case .object(let members):
      "o\(members.count):"
        + members.sorted { $0.key < $1.key }.map { Value.string($0.key).packed + $0.value.packed }.joined()
    }
  }

  /// Reads a packed value; nil where the text is not of that form.
  public init?(packed text: String) {
    var text = text
    let value = text.withUTF8 { bytes -> Value? in
      var reader = PackedReader(bytes: bytes)
      return reader.value()
    }
    guard let value else { return nil }
    self = value
  }
}

/// Reads packed values from bytes, one after the other.
private struct PackedReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  mutating func value() -> Value? {
    guard position < bytes.count else { return nil }
    position += 1
    switch bytes[position - 1] {
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    case UInt8(ascii: "i"): return text(until: UInt8(ascii: ";")).flatMap { Int($0) }.map(Value.int)
    case UInt8(ascii: "d"): return text(until: UInt8(ascii: ";")).flatMap { Double($0) }.map(Value.double)
    case UInt8(ascii: "s"): return string().map(Value.string)
    case UInt8(ascii: "l"): return list()
    case UInt8(ascii: "o"): return object()
    default: return nil
    }
  }

  private mutating func list() -> Value? {
    guard let count = count() else { return nil }
    var elements: [Value] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let element = value() else { return nil }
      elements.append(element)
    }
    return .list(elements)
  }

  private mutating func object() -> Value? {
    guard let count = count() else { return nil }
    var members: [String: Value] = [:]
    members.reserveCapacity(count)
    for _ in 0..<count {
      guard case .string(let key)? = value(), let member = value() else { return nil }
      members[key] = member
    }
    return .object(members)
  }

  private mutating func count() -> Int? {
    var count = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]), count <= bytes.count else { return nil }
      count = count * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    guard position < bytes.count, count <= bytes.count else { return nil }
    position += 1
    return count
  }

  private mutating func string() -> String? {
    guard let count = count(), position + count <= bytes.count else { return nil }
    defer { position += count }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[position..<position + count]), as: UTF8.self)
  }

  private mutating func text(until end: UInt8) -> String? {
    let start = position
    while position < bytes.count, bytes[position] != end { position += 1 }
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
