import Notation
import Wire

/// An object store with one bucket, made of values: it answers as S3-compatible stores do, and keeps nothing.
///
/// It knows the region and access key of a signature and does not check the signature itself. Codes and documents:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
struct RecordedBucket: Sendable {
  var endpoint = "http://minio.internal:9000"
  var name = "prints"
  var region = "us-east-1"
  var accessKey = "PRINTSKEY"
  /// The objects' media types by their keys.
  var objects: [String: String] = [:]
  /// Whether the access key may list the bucket; else what is not there is refused.
  var isListable = true
  /// What is asked for by a name in the query, such as `cors` or `uploads`, as the XML that answers it.
  var documents: [String: String] = [:]

  /// The answer to a request; nil where another host or port is asked.
  func answer(_ request: HTTPRequest) -> HTTPResponse? {
    guard "\(request.url.scheme.rawValue)://\(request.url.authority)" == endpoint else { return nil }
    let path = request.url.target.prefix { $0 != "?" }
    let query = request.url.target.dropFirst(path.count + 1).split(separator: "&").map { $0.prefix { $0 != "=" } }
    let parts = path.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let bucket = parts.first.map(String.init) ?? ""
    guard let scope = Self.scope(of: request) else { return Self.failure(403, "AccessDenied") }
    guard scope.key == accessKey else { return Self.failure(403, "InvalidAccessKeyId") }
    guard scope.region == region else {
      return Self.failure(400, "AuthorizationHeaderMalformed", "<Region>\(region)</Region>")
    }
    guard !bucket.isEmpty else {
      return Self.document(
        "<ListAllMyBucketsResult><Buckets><Bucket><Name>\(name)</Name></Bucket></Buckets></ListAllMyBucketsResult>")
    }
    guard bucket == name else { return Self.failure(404, "NoSuchBucket", "<BucketName>\(bucket)</BucketName>") }
    if let asked = query.lazy.compactMap({ documents[String($0)] }).first { return Self.document(asked) }
    guard parts.count > 1 else { return self.bucket(asked: query.map(String.init)) }
    return object(String(decoding: PercentEncoding.decode(parts[1]), as: UTF8.self), request.method)
  }

  private func bucket(asked query: [String]) -> HTTPResponse {
    if query.contains("lifecycle") { return Self.failure(404, "NoSuchLifecycleConfiguration") }
    if query.contains("cors") { return Self.failure(404, "NoSuchCORSConfiguration") }
    guard query.contains("list-type") else { return Self.failure(501, "NotImplemented") }
    guard isListable else { return Self.failure(403, "AccessDenied") }
    let contents = objects.keys.sorted().map { key in
      "<Contents><Key>\(key)</Key><Size>7</Size><LastModified>2027-01-14T10:00:00.000Z</LastModified></Contents>"
    }
    return Self.document(
      "<ListBucketResult><Name>\(name)</Name><IsTruncated>false</IsTruncated>\(contents.joined())</ListBucketResult>")
  }

  private func object(_ key: String, _ method: String) -> HTTPResponse {
    if method == "DELETE" { return HTTPResponse(status: 204) }
    if method == "PUT" { return HTTPResponse(status: 200) }
    guard let type = objects[key] else {
      return isListable ? Self.failure(404, "NoSuchKey") : Self.failure(403, "AccessDenied")
    }
    return HTTPResponse(
      status: 200, headers: [HTTPHeader("Content-Type", type), HTTPHeader("Content-Length", "7")],
      body: Array("content".utf8))
  }

  /// The access key and region that a signature names; nil for a stranger's request.
  private static func scope(of request: HTTPRequest) -> (key: String, region: String)? {
    guard let header = request.headers.first("Authorization"), let mark = header.firstRange(of: "Credential=") else {
      return nil
    }
    let parts = header[mark.upperBound...].prefix { $0 != "," }.split(separator: "/")
    return parts.count == 5 ? (String(parts[0]), String(parts[2])) : nil
  }

  private static func document(_ text: String) -> HTTPResponse { HTTPResponse(200, type: "application/xml", text) }

  /// An error document with further fields.
  static func failure(_ status: Int, _ code: String, message: String = "", _ fields: String = "") -> HTTPResponse {
    HTTPResponse(
      status, type: "application/xml", "<Error><Code>\(code)</Code><Message>\(message)</Message>\(fields)</Error>")
  }
}
