import Glibc

extension [UInt8] {
  /// Where a text first stands in these bytes, from an offset on.
  public func offset(of text: String, from start: Int = 0) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, start >= 0 else { return nil }
    return withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var offset = start
      while offset + wanted.count <= bytes.count {
        guard let found = memchr(base + offset, Int32(first), bytes.count - wanted.count - offset + 1) else {
          return nil
        }
        offset = UnsafeRawPointer(found) - base
        if memcmp(base + offset, wanted, wanted.count) == 0 { return offset }
        offset += 1
      }
      return nil
    }
  }
}
