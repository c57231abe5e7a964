/// Turns the bytes of directive names into shared strings, so that each name is looked up in the catalogue once.
struct NameTable {
  private var slots: [Int] = Array(repeating: -1, count: 2048)
  private var entries: [(bytes: [UInt8], name: Parser.Name)] = []

  mutating func lookUp(
    _ bytes: UnsafeBufferPointer<UInt8>, _ word: Lexer.Word, text: () -> String
  ) -> Parser.Name {
    let slice = UnsafeBufferPointer(rebasing: bytes[word.start..<word.end])
    var slot = Int(truncatingIfNeeded: NameTable.hash(slice)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = slots[slot]
      if entries[entry].bytes.elementsEqual(slice) { return entries[entry].name }
      slot = (slot + 1) & (slots.count - 1)
    }
    let text = text()
    let name = Parser.Name(
      text: text, rules: DirectiveCatalogue.shared.rules(for: text), role: NameRole(text), index: entries.count)
    if entries.count < slots.count / 2 {
      slots[slot] = entries.count
      entries.append((Array(slice), name))
    }
    return name
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
