/// An error document of an S3-compatible store; which fields it has depends on the code and the vendor.
public struct S3Failure: Sendable, Hashable {
  /// The code, such as `NoSuchKey`; empty when the document has none.
  public var code: String
  /// The message; empty with Ceph.
  public var message: String
  /// Every further field by its name, such as `Region`, `Endpoint`, `BucketName` or `ServerTime`, in order.
  public var fields: [XMLElement]

  init(_ root: XMLElement) {
    code = root.text(of: "Code") ?? ""
    message = root.text(of: "Message") ?? ""
    fields = root.children.filter { $0.name != "Code" && $0.name != "Message" }
  }

  /// The text of a further field; nil where the store does not send it.
  public func field(_ name: String) -> String? {
    fields.first { $0.name == name }?.text
  }
}
