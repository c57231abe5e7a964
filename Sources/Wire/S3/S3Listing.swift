import Notation

/// One page of a bucket's listing (ListObjectsV2, or the older ListObjects).
public struct S3Listing: Sendable, Hashable {
  /// One object as a listing shows it.
  public struct Object: Sendable, Hashable {
    /// The key, decoded where the listing is encoded.
    public var key: String
    /// The size in bytes; nil where it is no number.
    public var size: Int?
    /// The entity tag with its quotes.
    public var entityTag: String
    /// When it was last written, as the store writes times.
    public var lastModified: String
  }

  /// The bucket.
  public var bucket: String
  /// The objects in key order.
  public var objects: [Object]
  /// The prefixes rolled up by a delimiter.
  public var commonPrefixes: [String]
  /// Whether more pages follow.
  public var isTruncated: Bool
  /// What to ask the next page with: the continuation token, or the marker of the older call.
  public var next: String?
  /// Whether the document came to its end.
  public var isComplete: Bool

  init(_ root: XMLElement, isComplete: Bool) {
    let isEncoded = root.text(of: "EncodingType") == "url"
    let decode = { (text: String) in
      // `encoding-type=url` writes a space as a plus sign, as forms do.
      guard isEncoded else { return text }
      let spaced = String(text.map { $0 == "+" ? " " : $0 })
      return String(decoding: PercentEncoding.decode(spaced), as: UTF8.self)
    }
    bucket = root.text(of: "Name") ?? ""
    objects = root.all("Contents").map { element in
      Object(
        key: decode(element.text(of: "Key") ?? ""), size: element.text(of: "Size").flatMap { Int($0) },
        entityTag: element.text(of: "ETag") ?? "", lastModified: element.text(of: "LastModified") ?? "")
    }
    commonPrefixes = root.all("CommonPrefixes").compactMap { $0.text(of: "Prefix") }.map(decode)
    isTruncated = root.text(of: "IsTruncated") == "true"
    next = root.text(of: "NextContinuationToken") ?? root.text(of: "NextMarker") ?? objects.last?.key
    if !isTruncated { next = nil }
    self.isComplete = isComplete
  }
}
