/// The `types` in force: extensions to MIME types.
struct TypeMap {
  private var types: [String: String] = [:]

  /// What nginx knows without any `types`.
  static let standard = TypeMap(["html": "text/html", "gif": "image/gif", "jpg": "image/jpeg"])

  private init(_ types: [String: String]) {
    self.types = types
  }

  init(_ blocks: [Directive]) {
    for block in blocks {
      for line in block.block ?? [] {
        for ending in line.arguments where types[Bytes.lowercased(ending)] == nil {
          types[Bytes.lowercased(ending)] = line.name
        }
      }
    }
  }

  subscript(ending: [UInt8]) -> String? { types[ByteText.string(Bytes.lowercased(ending))] }
}
