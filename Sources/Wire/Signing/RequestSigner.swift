import Crypto
import Notation

/// Signs requests with AWS Signature Version 4, in a header or in the query.
public struct RequestSigner: Sendable {
  /// How a service writes the path it signs.
  public enum PathRule: Sendable, Hashable {
    /// As it stands, encoded once; so S3 and what speaks like it.
    case s3
    /// Encoded once more than on the wire, with or without dots and double slashes removed.
    case standard(normalizes: Bool)
  }

  /// What stands for the body in a signature.
  public enum Payload: Sendable, Hashable {
    /// Its SHA-256, which also goes into a header when headers are signed.
    case signed
    /// Its SHA-256, without a header that says so.
    case implied
    /// The words that S3 takes for a body it is not to check.
    case unsigned
  }

  /// The keys.
  public var credentials: SigningCredentials
  /// The region, such as `eu-central-1`.
  public var region: String
  /// The service.
  public var service: String
  /// The rule for paths.
  public var pathRule: PathRule
  /// The moment of signing, in seconds since 1970.
  public var seconds: Int

  /// Makes a signer for one moment; for S3 unless told otherwise.
  public init(
    credentials: SigningCredentials, region: String, seconds: Int, service: String = "s3", pathRule: PathRule = .s3
  ) {
    self.credentials = credentials
    self.region = region
    self.service = service
    self.pathRule = pathRule
    self.seconds = seconds
  }

  private var time: SigningTime { SigningTime(seconds) }
  private var scope: String { "\(time.day)/\(region)/\(service)/aws4_request" }

  /// The request with date, token and Authorization added as headers; every header that is there already is signed.
  public func signed(_ request: HTTPRequest, payload: Payload = .signed) -> HTTPRequest {
    var result = request
    let hash = payloadHash(request, payload)
    result.headers.append(HTTPHeader("X-Amz-Date", time.moment))
    if payload != .implied { result.headers.append(HTTPHeader("X-Amz-Content-Sha256", hash)) }
    if let token = credentials.sessionToken { result.headers.append(HTTPHeader("X-Amz-Security-Token", token)) }
    let canonical = CanonicalRequest(result, pathRule: pathRule, payloadHash: hash)
    let value =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), "
      + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature(canonical))"
    result.headers.append(HTTPHeader("Authorization", value))
    return result
  }

  /// The request with everything in its query, good for some seconds from the moment of signing.
  public func presigned(_ request: HTTPRequest, expires: Int, payload: Payload = .unsigned) -> HTTPRequest {
    var result = request
    let hash = payloadHash(request, payload)
    let signedHeaders = CanonicalRequest(request, pathRule: pathRule, payloadHash: hash).signedHeaders
    var parameters = [
      ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "\(credentials.accessKey)/\(scope)"),
      ("X-Amz-Date", time.moment), ("X-Amz-Expires", String(expires)), ("X-Amz-SignedHeaders", signedHeaders),
    ]
    if let token = credentials.sessionToken { parameters.append(("X-Amz-Security-Token", token)) }
    for (name, value) in parameters { result.addQuery(name, value) }
    let canonical = CanonicalRequest(result, pathRule: pathRule, payloadHash: hash)
    result.addQuery("X-Amz-Signature", signature(canonical))
    return result
  }

  private func payloadHash(_ request: HTTPRequest, _ payload: Payload) -> String {
    payload == .unsigned ? "UNSIGNED-PAYLOAD" : Hexadecimal.text(SHA256.hash(data: request.body))
  }

  private func signature(_ canonical: CanonicalRequest) -> String {
    let digest = Hexadecimal.text(SHA256.hash(data: Array(canonical.text.utf8)))
    let text = "AWS4-HMAC-SHA256\n\(time.moment)\n\(scope)\n\(digest)"
    let parts = [time.day, region, service, "aws4_request", text]
    let last = parts.reduce(Array("AWS4\(credentials.secretKey)".utf8)) { key, part in
      Array(HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(data: key)))
    }
    return Hexadecimal.text(last)
  }
}

extension HTTPRequest {
  /// Adds a parameter behind the query there is.
  fileprivate mutating func addQuery(_ name: String, _ value: String) {
    url.target += (url.target.contains("?") ? "&" : "?") + "\(name)=\(PercentEncoding.encode(value.utf8))"
  }
}
