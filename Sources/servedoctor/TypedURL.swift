import Notation

/// URLs as somebody types or pastes them.
enum TypedURL {
  /// Whether a text is meant to be one.
  static func isURL(_ text: String) -> Bool {
    ["http://", "https://"].contains { text.prefix($0.count).lowercased() == $0 }
  }

  /// The URL that is asked for; where that is written otherwise than the text, standard error says so.
  ///
  /// - Throws: `UsageProblem` that says what is wrong, without user and password.
  static func read(_ text: String) throws -> WebURL {
    do throws(WebURLError) {
      let url = try WebURL(parsing: text)
      if url.isEncodedOtherwise(than: text) { Output.write("servedoctor: asked as \(url)\n", to: 2) }
      return url
    } catch {
      throw UsageProblem(message: "“\(URLReference(text))” is not a URL that can be asked for: \(error)")
    }
  }
}
