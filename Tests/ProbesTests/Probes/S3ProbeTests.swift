import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// Whether the store that an application names can be reached and takes its key, on recorded machines.
@Suite struct S3ProbeTests {
  private static let settings = [
    "STORAGE_BACKEND": "s3", "S3_BUCKET": "prints", "S3_ENDPOINT_URL": "http://minio.internal:9000",
    "S3_REGION": "us-east-1", "S3_ACCESS_KEY_ID": "PRINTSKEY", "S3_SECRET_ACCESS_KEY": "never-printed-anywhere",
  ]

  /// A shop that keeps its uploads in a bucket; an empty setting is left out.
  static func server(
    _ settings: [String: String] = [:], bucket: RecordedBucket = RecordedBucket()
  ) throws -> RecordedServer {
    var server = RecordedServer()
    try server.runGunicorn(settings: Self.settings.merging(settings) { $1 }.filter { !$0.value.isEmpty })
    server.network.add { request, _ in bucket.answer(request).map { .response($0) } }
    return server
  }

  /// What the probe itself records.
  static func observations(of server: RecordedServer) async -> [Observation] {
    await server.observations(of: S3Probe.self).filter { $0.probe == S3Probe.id }
  }

  @Test func aStoreThatAnswersIsNoFault() async throws {
    let server = try Self.server(bucket: RecordedBucket(objects: ["2027/a.jpg": "image/jpeg"]))
    let seen = await Self.observations(of: server)
    #expect(Set(seen.map(\.kind)) == ["s3.store", "s3.listed", "s3.sample"])
    let store = try #require(seen.values(S3Store.self).first)
    #expect(store.bucket == "prints" && store.endpoint == "http://minio.internal:9000" && store.style == .path)
    #expect(store.source == "/srv/shop/.env:2" && seen.values(S3Listed.self).map(\.objects) == [1])
  }

  @Test func anEndpointWhereNobodyListensIsToldWithTheOneThatWorks() async throws {
    let server = try Self.server(["S3_ENDPOINT_URL": "http://minio.internal:9001"])
    let unreachable = try #require(await Self.observations(of: server).values(S3Unreachable.self).first)
    #expect(unreachable.reason == .refused && unreachable.works == "http://minio.internal:9000")
    #expect(unreachable.setting == "S3_ENDPOINT_URL" && unreachable.source == "/srv/shop/.env:3")
    #expect(
      unreachable.commands?.first?.hasSuffix("http://minio.internal:9000|' /srv/shop/.env") == true)
  }

  @Test func aBucketInTheEndpointsPathIsTold() async throws {
    let server = try Self.server(["S3_ENDPOINT_URL": "http://minio.internal:9000/prints"])
    let inside = try #require(await Self.observations(of: server).values(S3BucketInEndpoint.self).first)
    #expect(inside.by == .path && inside.endpoint == "http://minio.internal:9000/prints")
    #expect(inside.works == "http://minio.internal:9000" && inside.commands.count == 2)
  }

  @Test func aConsoleInPlaceOfTheStoreIsTold() async throws {
    var server = try Self.server(["S3_ENDPOINT_URL": "http://minio.internal:9001"])
    server.network.add { request, _ in
      request.url.port == 9001
        ? .response(HTTPResponse(200, type: "text/html", "<!doctype html><title>Console</title>")) : nil
    }
    let foreign = try #require(await Self.observations(of: server).values(S3Foreign.self).first)
    #expect(foreign.status == 200 && foreign.type == "text/html" && foreign.works == "http://minio.internal:9000")
  }

  @Test func aBucketThatWorksInThePathOnlyIsTold() async throws {
    var server = try Self.server(["S3_ADDRESSING_STYLE": "virtual"])
    server.network.add { request, _ in
      request.url.host == "prints.minio.internal" ? .problem(.nameResolution(.noSuchName)) : nil
    }
    let style = try #require(await Self.observations(of: server).values(S3Style.self).first)
    #expect(style.configured == .virtual && style.works == .path && style.host == "prints.minio.internal")
    #expect(style.setting == "S3_ADDRESSING_STYLE" && style.commands.first?.contains("path") == true)
  }

  /// A handshake that failed.
  private func failed(_ request: HTTPRequest, _ failure: TLSFailure) -> RecordedNetwork.Answer {
    var exchange = Exchange(request)
    var tls = TLSOutcome()
    tls.failures = [failure]
    exchange.tls = tls
    exchange.problem = .tlsFailure
    return .exchange(exchange)
  }

  @Test func aDottedBucketThatNoCertificateCoversIsTold() async throws {
    let bucket = RecordedBucket(endpoint: "https://storage.example", name: "prints.shop")
    var server = try Self.server(
      ["S3_ENDPOINT_URL": bucket.endpoint, "S3_BUCKET": bucket.name, "S3_ADDRESSING_STYLE": "virtual"],
      bucket: bucket)
    server.network.add { request, _ in
      request.url.host == "prints.shop.storage.example"
        ? failed(request, .wrongName(names: ["storage.example", "*.storage.example"])) : nil
    }
    let dotted = try #require(await Self.observations(of: server).values(S3DottedHost.self).first)
    #expect(dotted.host == "prints.shop.storage.example" && dotted.names == ["storage.example", "*.storage.example"])
  }

  @Test func aMachineWithoutCertificateAuthoritiesIsTold() async throws {
    var server = try Self.server(["S3_ENDPOINT_URL": "https://storage.example"])
    server.network.add { request, _ in failed(request, .noTrustStore(path: nil)) }
    let absent = try #require(await Self.observations(of: server).values(S3TrustStoreAbsent.self).first)
    #expect(absent.host == "storage.example" && absent.endpoint == "https://storage.example" && absent.path == nil)
  }

  @Test func theRegionThatTheStoreDemandsIsProven() async throws {
    let server = try Self.server(bucket: RecordedBucket(region: "eu-central-1"))
    let region = try #require(await Self.observations(of: server).values(S3Region.self).first)
    #expect(region.configured == "us-east-1" && region.actual == "eu-central-1" && region.proven)
    #expect(region.setting == "S3_REGION" && region.commands?.first?.contains("eu-central-1") == true)
  }

  @Test func aBucketOfAlmostTheNameIsTold() async throws {
    let server = try Self.server(["S3_BUCKET": "pritns"])
    let absent = try #require(await Self.observations(of: server).values(S3BucketAbsent.self).first)
    #expect(absent.bucket == "pritns" && absent.nearest == "prints" && absent.similar == ["prints"])
    #expect(absent.setting == "S3_BUCKET" && absent.source == "/srv/shop/.env:2")
  }

  @Test(arguments: [
    ("InvalidAccessKeyId", 403, S3Refused.Reason.unknownKey, "S3_ACCESS_KEY_ID"),
    ("SignatureDoesNotMatch", 403, .signature, "S3_SECRET_ACCESS_KEY"),
    ("ExpiredToken", 400, .token, "S3_SESSION_TOKEN"), ("RequestTimeTooSkewed", 403, .clock, "S3_ACCESS_KEY_ID"),
  ])
  func theRefusedKeyIsToldWithItsSetting(
    code: String, status: Int, reason: S3Refused.Reason, setting: String
  ) async throws {
    var server = try Self.server(["S3_SESSION_TOKEN": "lent-for-an-hour"])
    server.network.add { _, _ in .response(RecordedBucket.failure(status, code)) }
    let seen = await Self.observations(of: server)
    let refused = try #require(seen.values(S3Refused.self).first)
    #expect(refused.reason == reason && refused.code == code && refused.status == status)
    #expect(refused.setting == setting && seen.values(S3Listed.self).isEmpty)
  }

  @Test(arguments: [("Fri, 15 Jan 2027 08:20:00 GMT", 1200, true), ("Fri, 15 Jan 2027 07:59:30 GMT", -30, false)])
  func theStoresClockIsCompared(date: String, offset: Int, isSkewed: Bool) async throws {
    var server = try Self.server()
    server.network.add { _, _ in
      var response = RecordedBucket.failure(403, "AccessDenied")
      response.headers.append(HTTPHeader("Date", date))
      return .response(response)
    }
    let clock = try #require(await Self.observations(of: server).values(S3Clock.self).first)
    #expect(clock.offset == offset && clock.skewed == isSkewed && clock.minutes == abs(offset) / 60)
  }

  @Test func aKeyThatNobodySetsIsMissed() async throws {
    let seen = await Self.observations(of: try Self.server(["S3_ACCESS_KEY_ID": "", "S3_SECRET_ACCESS_KEY": ""]))
    let absent = try #require(seen.values(S3CredentialsAbsent.self).first)
    #expect(absent.names == ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] && absent.running && !absent.cloud)
    #expect(absent.program == "gunicorn (pid 200)" && absent.file == "/srv/shop/.env")
  }

  @Test func refusalsThatTheApplicationLoggedAreCounted() async throws {
    var server = try Self.server()
    let line =
      "botocore.exceptions.ClientError: An error occurred (AccessControlListNotSupported) when calling the PutObject operation: The bucket does not allow ACLs"
    server.machine.add("/var/log/shop/app.log", text: "\(line)\n\(line)\n")
    server.machine.add(link: "/proc/200/fd/2", to: "/var/log/shop/app.log")
    server.date("/var/log/shop/app.log", secondsAgo: 60)
    let logged = try #require(await Self.observations(of: server).values(S3Logged.self).first)
    #expect(logged.code == "AccessControlListNotSupported" && logged.count == 2 && logged.operation == "PutObject")
    server.date("/var/log/shop/app.log", secondsAgo: 7200)
    #expect(await Self.observations(of: server).values(S3Logged.self).isEmpty)
  }
}
