/// A sentence in parts: words, and code that stands between backticks.
struct Prose {
  let parts: [(text: String, isCode: Bool)]

  /// - Parameter text: a backtick without a partner stands for itself.
  init(_ text: String) {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    var parts: [(text: String, isCode: Bool)] = []
    for (index, piece) in pieces.enumerated() {
      let isUnpaired = index == pieces.count - 1 && !index.isMultiple(of: 2)
      let isCode = !index.isMultiple(of: 2) && !isUnpaired
      let text = isUnpaired ? "`" + piece : isCode && piece.isEmpty ? "``" : piece
      if !text.isEmpty { parts.append((text, isCode && !piece.isEmpty)) }
    }
    self.parts = parts
  }
}
