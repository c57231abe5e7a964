import Notation
import Testing
import Wire

/// Bucket URLs, regions and presigned URLs.
struct S3EndpointTests {
  @Test(
    arguments: [
      ("http://127.0.0.1:9000", S3Endpoint.Style.path, "a b/ä+.jpg", "http://127.0.0.1:9000/shop/a%20b/%C3%A4%2B.jpg"),
      ("https://s3.example.com/store/", .path, "/x//y", "https://s3.example.com/store/shop//x//y"),
      ("https://s3.example.com", .virtualHost, "x", "https://shop.s3.example.com/x"),
      ("https://s3.example.com", .virtualHost, nil, "https://shop.s3.example.com/"),
      ("https://s3.example.com", .path, nil, "https://s3.example.com/shop"),
    ] as [(String, S3Endpoint.Style, String?, String)])
  func buildsURLs(base: String, style: S3Endpoint.Style, key: String?, url: String) throws {
    let endpoint = S3Endpoint(base: try WebURL(parsing: base), bucket: "shop", style: style)
    #expect(endpoint.url(key: key).description == url)
  }

  @Test func encodesQueries() throws {
    let endpoint = S3Endpoint(base: try WebURL(parsing: "http://s3.test"), bucket: "shop", style: .path)
    #expect(
      endpoint.url(query: [("list-type", "2"), ("prefix", "a/b c")]).target == "/shop?list-type=2&prefix=a%2Fb%20c")
  }

  @Test func readsWhatItSigned() throws {
    let endpoint = S3Endpoint(base: try WebURL(parsing: "http://s3.test"), bucket: "shop", style: .path)
    let credentials = SigningCredentials(accessKey: "test:admin/x", secretKey: "secret", sessionToken: "token")
    let signer = RequestSigner(credentials: credentials, region: "eu-west-1", seconds: 1_440_938_160)
    let request = signer.presigned(HTTPRequest(endpoint.url(key: "a", query: [("x", "y")])), expires: 3600)
    let read = try #require(PresignedURL(request.url))
    #expect(read.accessKey == "test:admin/x")
    #expect(read.region == "eu-west-1")
    #expect(read.signedAt == 1_440_938_160)
    #expect(read.expiresAt == 1_440_941_760)
    #expect(read.signedHeaders == ["host"])
    #expect(read.hasSessionToken)
    #expect(read.path == "/shop/a")
  }

  @Test func readsBrokenAndOlderOnes() throws {
    let broken = try #require(
      PresignedURL(
        try WebURL(parsing: "http://a/b?X-Amz-Signature=&X-Amz-Date=yesterday&X-Amz-Expires=9999999999999999999")))
    #expect(broken.expiresAt == nil)
    #expect(broken.accessKey == nil)
    let older = try #require(
      PresignedURL(try WebURL(parsing: "http://a/b?AWSAccessKeyId=k&Expires=100&Signature=s%3D")))
    #expect(older.version == 2)
    #expect(older.expiresAt == 100)
    #expect(PresignedURL(try WebURL(parsing: "http://a/b?Signature=x")) == nil)
    #expect(PresignedURL(try WebURL(parsing: "http://a/b")) == nil)
  }
}
