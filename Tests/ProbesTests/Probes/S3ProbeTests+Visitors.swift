import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What visitors get: objects of pages, public addresses, signed links, and uploads from the browser.
extension S3ProbeTests {
  /// A page of the shop that shows one link.
  private func page(linking link: String, bucket: RecordedBucket, endpoint: String? = nil) throws -> RecordedServer {
    var server = try Self.server(endpoint.map { ["S3_ENDPOINT_URL": $0] } ?? [:], bucket: bucket)
    server.options.targets = ["http://shop.example/"]
    server.network.add(
      "http://shop.example/", HTTPResponse(200, type: "text/html", "<html><img src=\"\(link)\"></html>"))
    return server
  }

  @Test func aPublicObjectBehindTheAccountsBlockIsTold() async throws {
    var bucket = Self.picture
    bucket.documents = [
      "publicAccessBlock":
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>",
      "acl":
        "<AccessControlPolicy><AccessControlList><Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>",
    ]
    let link = "http://minio.internal:9000/prints/2027/a.jpg"
    let seen = await Self.observations(of: try page(linking: link, bucket: bucket))
    #expect(seen.values(S3KnownObject.self).map(\.key) == ["2027/a.jpg"])
    let anonymous = try #require(seen.values(S3Anonymous.self).first)
    #expect(!anonymous.allowed && anonymous.status == 403 && anonymous.code == "AccessDenied")
    let blocked = try #require(seen.values(S3PublicBlocked.self).first)
    #expect(blocked.by == .acl && blocked.names == ["IgnorePublicAcls"] && blocked.key == "2027/a.jpg")
    #expect(blocked.commands?.first?.contains("IgnorePublicAcls=false") == true)
  }

  @Test func anObjectThatEverybodyMayReadIsNoFault() async throws {
    let link = "http://minio.internal:9000/prints/2027/a.jpg"
    var server = try page(linking: link, bucket: Self.picture)
    server.network.add { request, _ in
      "\(request.url)" == link && request.headers.first("Authorization") == nil
        ? .response(HTTPResponse(206, type: "image/jpeg", "p")) : nil
    }
    let seen = await Self.observations(of: server)
    #expect(seen.values(S3Anonymous.self).map(\.allowed) == [true])
    #expect(seen.values(S3PublicBlocked.self).isEmpty && seen.values(S3PublicLost.self).isEmpty)
  }

  @Test(arguments: [404, 200])
  func aPublicBaseThatLeadsPastTheBucketIsTold(status: Int) async throws {
    var server = try Self.server(["S3_PUBLIC_BASE_URL": "http://cdn.example"], bucket: Self.picture)
    server.options.targets = ["http://cdn.example/2027/a.jpg"]
    server.network.add("http://cdn.example/2027/a.jpg", HTTPResponse(404, type: "text/html", "Not Found"))
    server.network.add("http://cdn.example/prints/2027/a.jpg", HTTPResponse(status, type: "image/jpeg", "content"))
    let seen = await Self.observations(of: server)
    let isElsewhere = status == 200
    #expect(seen.values(S3Anonymous.self).map(\.status) == [404])
    #expect(seen.values(S3PublicLost.self).map(\.answer) == (isElsewhere ? [] : [.absent]))
    #expect(seen.values(S3PublicElsewhere.self).map(\.works) == (isElsewhere ? ["http://cdn.example/prints"] : []))
  }

  private static func signed(_ host: String, at time: String, for seconds: Int, token: String = "") -> String {
    "http://\(host)/prints/2027/a.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256"
      + "&X-Amz-Credential=PRINTSKEY%2F20270115%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=\(time)"
      + "&X-Amz-Expires=\(seconds)&X-Amz-SignedHeaders=host\(token)&X-Amz-Signature=\(String(repeating: "ab", count: 32))"
  }

  @Test(arguments: [
    ("20270115T063000Z", 3600, "", S3SignedLink.Problem.expired), ("20270115T073000Z", 3600, "", .none),
    ("20270115T073000Z", 864_000, "", .tooLong),
    ("20270115T073000Z", 3600, "&X-Amz-Security-Token=lent", .token),
  ])
  func signedLinksOfAPageAreJudged(
    time: String, seconds: Int, token: String, problem: S3SignedLink.Problem
  ) async throws {
    let link = Self.signed("minio.internal:9000", at: time, for: seconds, token: token)
    var server = try page(linking: link, bucket: Self.picture)
    server.network.add { request, _ in
      guard request.url.target.contains("X-Amz-Signature") else { return nil }
      return .response(
        RecordedBucket.failure(400, token.isEmpty ? "AuthorizationQueryParametersError" : "ExpiredToken"))
    }
    let signed = try #require(await Self.observations(of: server).values(S3SignedLink.self).first)
    #expect(signed.problem == problem && signed.lifetime == seconds && signed.host == "minio.internal:9000")
    #expect(signed.page == "http://shop.example/" && signed.token == !token.isEmpty)
  }

  @Test func aLinkSignedForAnInnerNameIsTold() async throws {
    let link = Self.signed("minio:9000", at: "20270115T073000Z", for: 3600)
    var bucket = Self.picture
    bucket.endpoint = "http://minio:9000"
    let server = try page(linking: link, bucket: bucket, endpoint: bucket.endpoint)
    let host = try #require(await Self.observations(of: server).values(S3LinkHost.self).first)
    #expect(host.host == "minio:9000" && host.configured && !host.unknown && host.setting == "S3_ENDPOINT_URL")
  }

  @Test(arguments: [nil, "https://shop.example"])
  func whetherBrowsersMayUploadIsTold(allowed: String?) async throws {
    var server = try Self.server(["SITE_URL": "https://shop.example"])
    server.options.uploadURL = "http://minio.internal:9000/prints/uploads/a.jpg"
    server.network.add { request, _ in
      guard request.method == "OPTIONS", request.headers.first("Origin") == "https://shop.example" else { return nil }
      let headers = allowed.map { [HTTPHeader("Access-Control-Allow-Origin", $0)] } ?? []
      return .response(HTTPResponse(status: allowed == nil ? 403 : 200, headers: headers))
    }
    let preflight = try #require(await Self.observations(of: server).values(S3Preflight.self).first)
    #expect(preflight.allowed == (allowed != nil) && preflight.method == "PUT" && preflight.bucket == "prints")
    #expect(preflight.origin == "https://shop.example" && preflight.rules == .none)
  }
}
