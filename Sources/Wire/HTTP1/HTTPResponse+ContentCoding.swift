extension HTTPResponse {
  /// How the Content-Encoding of a response fits its body.
  public enum CodingVerdict: Sendable, Hashable {
    /// No coding is declared and none is seen.
    case plain
    /// The body begins as the last declared coding does.
    case consistent(ContentCoding)
    /// A coding is declared that has no mark to check by, such as `br`.
    case unverifiable(String)
    /// A coding is declared, and the body is not in it; what it is in, if anything.
    case notEncoded(declared: String, found: ContentCoding?)
    /// The body is encoded and nothing declares it, which is right for a download of such a file only.
    case undeclared(ContentCoding)
    /// There is no body to check, or too little of it.
    case noBody
  }

  /// Compares Content-Encoding with the first bytes of the body; nothing is decompressed.
  public var codingVerdict: CodingVerdict {
    let declared = headers.members("Content-Encoding").map { $0.lowercased() }.filter { $0 != "identity" }.last
    guard body.count >= 4 else { return .noBody }
    let found = ContentCoding(bodyStart: body)
    guard let declared else { return found.map { .undeclared($0) } ?? .plain }
    let expected = declared == "x-gzip" ? .gzip : ContentCoding(rawValue: declared)
    if let found, found == expected { return .consistent(found) }
    if expected == nil || expected == .deflate {
      // Some servers send deflate without the zlib frame, and Brotli has no frame: only text gives itself away.
      return found != nil || looksLikeText ? .notEncoded(declared: declared, found: found) : .unverifiable(declared)
    }
    return .notEncoded(declared: declared, found: found)
  }

  private var looksLikeText: Bool {
    let start = body.prefix(256)
    let isPrintable = start.allSatisfy { $0 >= 0x20 && $0 < 0x7f || [0x09, 0x0a, 0x0d].contains($0) }
    return start.count >= 16 && isPrintable
  }
}
