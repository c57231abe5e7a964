import Notation

/// A bounds-checked cursor over the bytes of a DNS message.
struct DNSReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func uint8() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func uint16() -> UInt16? {
    guard let high = uint8(), let low = uint8() else { return nil }
    return UInt16(high) << 8 | UInt16(low)
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - position else { return false }
    position += count
    return true
  }

  /// A name in lower case, compression pointers followed; nil when it leaves the message, loops or is too long.
  mutating func name() -> String? {
    var labels: [String] = []
    var cursor = position
    var end: Int?
    var length = 0
    while cursor < bytes.count {
      let count = Int(bytes[cursor])
      if count == 0 {
        position = end ?? cursor + 1
        return labels.joined(separator: ".")
      }
      if count & 0xc0 == 0xc0 {
        guard cursor + 1 < bytes.count else { return nil }
        let target = (count & 0x3f) << 8 | Int(bytes[cursor + 1])
        end = end ?? cursor + 2
        // A pointer may only point backwards, which also rules out loops.
        guard target < cursor else { return nil }
        cursor = target
      } else {
        length += count + 1
        guard count < 64, length <= 255, cursor + 1 + count <= bytes.count else { return nil }
        labels.append(String(decoding: bytes[cursor + 1..<cursor + 1 + count], as: UTF8.self).lowercased())
        cursor += 1 + count
      }
    }
    return nil
  }

  /// One resource record; of its data only addresses and aliases are kept.
  mutating func record() -> DNSMessage.Record? {
    guard let owner = name(), let type = uint16(), skip(6), let length = uint16(),
      Int(length) <= bytes.count - position
    else { return nil }
    let end = position + Int(length)
    var record = DNSMessage.Record(name: owner, type: type)
    switch DNSRecordType(rawValue: type) {
    case .a where length == 4, .aaaa where length == 16:
      record.address = IPAddress(bytes: Array(bytes[position..<end]))
    case .cname:
      guard let alias = name(), position <= end else { return nil }
      record.alias = alias
    default:
      break
    }
    position = end
    return record
  }
}
