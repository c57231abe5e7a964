/// An answer's header fields while the filters work on them.
struct Reply {
  var status: Int
  var contentType: String?
  /// Nil where it is not known or sent in chunks.
  var length: Int?
  var lastModified: Int?
  /// The fields behind the fixed ones, in order.
  var tail: [Header] = []
  var isEncoded = false
  /// Whether the answer depends on `Accept-Encoding`.
  var variesByEncoding = false
  var allowsRanges = true

  init(status: Int, contentType: String?, length: Int?) {
    self.status = status
    self.contentType = contentType
    self.length = length
  }
}
