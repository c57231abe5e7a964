/// Why bytes are not read as an XML document.
public enum XMLProblem: Error, Sendable, Hashable {
  /// They do not begin with an element.
  case notXML
  /// They declare a document type, from which entities could be expanded; no S3 answer has one.
  case documentType
  /// End tags do not fit their beginnings, or a reference is none.
  case malformed
  /// Elements lie deeper, or are more, or longer, than any S3 answer has them.
  case tooLarge
}
