extension String {
  /// A line of a configuration without its indentation.
  var trimmedLine: String {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
