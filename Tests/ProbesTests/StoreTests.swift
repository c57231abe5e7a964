import Linux
import Notation
import Testing
import Wire

@testable import Probes

/// How a store's settings, addresses, keys and refusals are read.
@Suite struct StoreTests {
  private func store(_ bucket: String, _ settings: [StoreRole: String]) -> ObjectStore {
    ObjectStore(
      bucket: Setting(name: "S3_BUCKET", value: bucket, source: "test"),
      settings: settings.mapValues { Setting(name: "X", value: $0, source: "test") }, application: nil, file: nil,
      view: .own)
  }

  @Test(arguments: [
    ("2026/a.jpg", "/2026/a.jpg", NearKeys.Kind.leadingSlash), ("a//b.jpg", "a/b.jpg", .doubleSlash),
    ("2026/a.jpg", "media/2026/a.jpg", .prefix), ("media/2026/a.jpg", "2026/a.jpg", .longer),
    ("a b.jpg", "a+b.jpg", .encoding), ("caf%C3%A9.jpg", "café.jpg", .encoding), ("Photo.JPG", "photo.jpg", .letters),
    ("caf\u{e9}.jpg", "cafe\u{301}.jpg", .form),
  ])
  func keysThatAnswerForAnother(wanted: String, found: String, kind: NearKeys.Kind) {
    #expect(NearKeys.kind(wanted: wanted, found: found) == kind)
  }

  @Test(arguments: [
    ("2026/a.jpg", "2026/b.jpg"), ("2026/a.jpg", "2026/a.jpg"), ("a.jpg", "ba.jpg"), ("media/a.jpg", "a.jpg"),
  ])
  func keysThatDoNot(wanted: String, found: String) {
    #expect(NearKeys.kind(wanted: wanted, found: found) == nil)
  }

  @Test func withoutAnEndpointTheBucketIsAmazons() throws {
    let plain = store("prints", [.region: "eu-north-1"])
    #expect(try #require(plain.base).host == "s3.eu-north-1.amazonaws.com")
    #expect(plain.style == .virtualHost)
    // A wildcard certificate covers no name with a further dot.
    #expect(store("prints.example.org", [:]).style == .path)
  }

  @Test(arguments: [
    ("path", S3Endpoint.Style.path), ("true", .path), ("False", .virtualHost), ("virtual", .virtualHost),
    ("auto", .path),
  ])
  func stylesAreWrittenInManyWays(value: String, style: S3Endpoint.Style) {
    #expect(store("prints", [.endpoint: "http://objects:9000", .style: value]).style == style)
  }

  @Test(arguments: [
    ("http://objects:9000/prints/2026/a%20b.jpg?X-Amz-Date=1", "2026/a b.jpg"),
    ("http://prints.objects:9000/2026/a.jpg", "2026/a.jpg"), ("https://cdn.example.org/media/2026/a.jpg", "2026/a.jpg"),
    ("http://objects:9000/sketches/a.jpg", nil), ("http://objects/prints/a.jpg", nil),
    ("https://cdn.example.org/other/a.jpg", nil), ("http://objects:9000/prints/", nil),
  ])
  func urlsNameKeys(url: String, key: String?) throws {
    let prints = store("prints", [.endpoint: "http://objects:9000", .publicBase: "cdn.example.org/media/"])
    #expect(StoreURL(store: prints).key(of: try WebURL(parsing: url)) == key)
  }

  @Test(arguments: [
    (403, "InvalidAccessKeyId", "", StoreReply.Refusal.unknownKey), (403, "SignatureDoesNotMatch", "", .signature),
    (403, "AccessDenied", "The difference between the request time and the current time is too large", .clock),
    (403, "AccessDenied", "not authorized to perform: kms:GenerateDataKey", .encryption),
    (403, "AccessDenied", "Access Denied", .denied), (404, "NoSuchBucket", "", .bucket), (404, "NoSuchKey", "", .key),
    (400, "AuthorizationHeaderMalformed", "the region 'a' is wrong; expecting 'b'", .region),
    (400, "AuthorizationHeaderMalformed", "no region said", .other), (400, "ExpiredToken", "", .token),
    (400, "AccessControlListNotSupported", "", .accessList),
    (401, "Unauthorized", "The signature is wrong", .signature),
    (503, "SlowDown", "", .other),
  ])
  func refusalsHaveReasons(status: Int, code: String, message: String, reason: StoreReply.Refusal) throws {
    let reply = try reply(status, "<Error><Code>\(code)</Code><Message>\(message)</Message></Error>")
    #expect(reply.refusal == reason)
    #expect(reply.isFromStore)
  }

  @Test func aPageIsNoStore() throws {
    #expect(try !reply(200, "<!doctype html><html><title>Console</title></html>").isFromStore)
    #expect(try reply(200, "<!doctype html><html></html>").refusal == nil)
  }

  @Test func clocksAreCompared() throws {
    let reply = try reply(200, "", [HTTPHeader("Date", "Sun, 06 Nov 1994 08:49:37 GMT")])
    #expect(reply.clockOffset(now: 784_111_777 - 1500) == 1500)
  }

  private func reply(_ status: Int, _ body: String, _ headers: [HTTPHeader] = []) throws -> StoreReply {
    var exchange = Exchange(HTTPRequest(try WebURL(parsing: "http://objects:9000/prints")))
    exchange.response = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    return StoreReply(exchange)
  }
}
