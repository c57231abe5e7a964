/// A bounds-checked reader of the tag, length and value triples of DER (ITU-T X.690).
struct DERReader {
  /// One triple.
  struct Element {
    /// The identifier octet.
    var tag: UInt8
    /// The contents.
    var content: ArraySlice<UInt8>
    /// The whole encoding.
    var encoding: ArraySlice<UInt8>

    /// A reader for the elements inside.
    var children: DERReader { DERReader(content) }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The next element; nil at the end and for bytes that are none.
  mutating func next() -> Element? {
    guard rest.count >= 2 else { return nil }
    let start = rest.startIndex
    var position = start + 2
    var length = Int(rest[start + 1])
    if length >= 0x80 {
      let count = length & 0x7f
      guard (1...4).contains(count), rest.endIndex - position >= count else { return nil }
      length = rest[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
      position += count
    }
    // Multi-byte tags do not occur in certificates.
    guard rest[start] & 0x1f != 0x1f, length <= rest.endIndex - position else { return nil }
    let content = rest[position..<position + length]
    let element = Element(tag: rest[start], content: content, encoding: rest[start..<position + length])
    rest = rest[(position + length)...]
    return element
  }

  /// The next element if it has a tag; otherwise nil, and nothing is read.
  mutating func next(_ tag: UInt8) -> Element? {
    guard rest.first == tag else { return nil }
    return next()
  }

  /// Every element that is left.
  var elements: [Element] {
    var reader = self
    var elements: [Element] = []
    while let element = reader.next() { elements.append(element) }
    return elements
  }
}
