/// What the body of an answer from an S3-compatible store says.
public enum S3Answer: Sendable, Hashable {
  /// An error document.
  case failure(S3Failure)
  /// One page of a bucket's listing.
  case listing(S3Listing)
  /// Any other document, by its root element.
  case document(XMLElement)
  /// Nothing: HEAD answers and most successes.
  case empty
  /// A body that no S3 store sends: HTML, JSON, text; or XML that is broken or too large.
  case foreign(XMLProblem)

  /// Reads a whole body, or as much of it as was kept.
  public init(body: [UInt8]) {
    guard !body.isEmpty else {
      self = .empty
      return
    }
    var reader = XMLReader()
    reader.consume(body)
    switch reader.finish() {
    case .failure(let problem): self = .foreign(problem)
    case .success(let document): self.init(root: document.root, isComplete: document.isComplete)
    }
  }

  private init(root: XMLElement, isComplete: Bool) {
    switch root.name {
    case "Error": self = .failure(S3Failure(root))
    case "ListBucketResult": self = .listing(S3Listing(root, isComplete: isComplete))
    // A page in XHTML is well-formed, and no answer of a store.
    case "html", "HTML": self = .foreign(.notXML)
    default: self = .document(root)
    }
  }
}
