import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What becomes of objects that are asked for, written or compared with the application's key.
extension S3ProbeTests {
  static let picture = RecordedBucket(objects: ["2027/a.jpg": "image/jpeg"])

  @Test func anObjectThatStandsBelowAPrefixIsTold() async throws {
    let uploads =
      "<ListMultipartUploadsResult><Upload><Key>2027/a.jpg</Key><UploadId>u1</UploadId><Initiated>2027-01-02T10:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>"
    var server = try Self.server(
      bucket: RecordedBucket(objects: ["media/2027/a.jpg": "image/jpeg"], documents: ["uploads": uploads]))
    server.options.targets = ["s3://prints/2027/a.jpg"]
    let seen = await Self.observations(of: server)
    let absent = try #require(seen.values(S3ObjectAbsent.self).first)
    #expect(absent.key == "2027/a.jpg" && absent.listed && !absent.known)
    let near = try #require(seen.values(S3NearKey.self).first)
    #expect(near.found == "media/2027/a.jpg" && near.kind == .prefix && near.prefix == "media/")
    let open = try #require(seen.values(S3UploadOpen.self).first)
    #expect(open.begun == "2027-01-02T10:00:00.000Z" && open.commands.first?.contains("--upload-id u1") == true)
    let all = try #require(seen.values(S3UploadsOpen.self).first)
    #expect(all.count == 1 && !all.cleaned && all.oldest == "2027-01-02T10:00:00.000Z")
    #expect(seen.values(S3Object.self).isEmpty)
  }

  @Test(arguments: [("app.css", "application/octet-stream", ["text/css"]), ("a.jpg", "image/jpeg", [])])
  func theTypeOfAnObjectIsComparedWithItsName(key: String, type: String, expected: [String]) async throws {
    var server = try Self.server(bucket: RecordedBucket(objects: [key: type]))
    server.options.targets = [Target(typed: "s3://prints/\(key)")]
    let seen = await Self.observations(of: server)
    #expect(seen.values(S3Object.self).map(\.key) == [key] && seen.values(S3Object.self).map(\.size) == [7])
    #expect(seen.values(S3StoredType.self).map(\.expected) == expected)
    #expect(seen.values(S3StoredType.self).allSatisfy { $0.got == type })
  }

  @Test func withoutListingAnAbsentKeyIsRefused() async throws {
    var server = try Self.server(bucket: RecordedBucket(isListable: false))
    server.options.targets = ["s3://prints/2027/a.jpg"]
    let seen = await Self.observations(of: server)
    #expect(seen.values(S3ListDenied.self).map(\.code) == ["AccessDenied"])
    let hidden = try #require(seen.values(S3KeyHidden.self).first)
    #expect(hidden.key == "2027/a.jpg" && hidden.statement.contains("s3:ListBucket"))
    #expect(seen.values(S3Denied.self).isEmpty)
  }

  @Test(arguments: [
    ("", "s3:GetObject", S3Denied.Reason.denied),
    ("The ciphertext refers to a KMS key that is not allowed", "kms:Decrypt", .encryption),
  ])
  func anObjectThatMayNotBeReadIsTold(message: String, action: String, reason: S3Denied.Reason) async throws {
    var server = try Self.server(bucket: Self.picture)
    server.options.targets = ["s3://prints/2027/a.jpg"]
    server.network.add { request, _ in
      request.url.target == "/prints/2027/a.jpg"
        ? .response(RecordedBucket.failure(403, "AccessDenied", message: message)) : nil
    }
    let seen = await Self.observations(of: server)
    #expect(seen.values(S3Denied.self).map(\.action) == [action])
    #expect(seen.values(S3Denied.self).map(\.reason) == [reason] && seen.values(S3KeyHidden.self).isEmpty)
  }

  @Test func anAccessListThatTheBucketDoesNotTakeIsTold() async throws {
    var server = try Self.server(["S3_DEFAULT_ACL": "public-read"])
    server.options.isWriteTesting = true
    server.network.add { request, _ in
      guard request.method == "PUT" else { return nil }
      let hasList = request.headers.first("x-amz-acl") == "public-read"
      return .response(
        hasList ? RecordedBucket.failure(400, "AccessControlListNotSupported") : HTTPResponse(status: 200))
    }
    let refused = try #require(await Self.observations(of: server).values(S3ACLRefused.self).first)
    #expect(refused.acl == "public-read" && refused.setting == "S3_DEFAULT_ACL")
    #expect(refused.commands?.first?.contains("S3_DEFAULT_ACL=") == true)
  }

  @Test func aRefusedWriteIsToldAndNothingIsWrittenUnasked() async throws {
    var server = try Self.server()
    server.network.add { request, _ in
      request.method == "PUT" ? .response(RecordedBucket.failure(400, "XAmzContentSHA256Mismatch")) : nil
    }
    #expect(await Self.observations(of: server).values(S3WriteTest.self).isEmpty)
    server.options.isWriteTesting = true
    let written = try #require(await Self.observations(of: server).values(S3WriteTest.self).first)
    #expect(written.outcome == .refused && written.code == "XAmzContentSHA256Mismatch" && written.status == 400)
  }

  @Test(arguments: [(["static/css/app.css"], 1), (["static/css/app.css", "static/js/app.js"], 0)])
  func staticFilesThatTheBucketLacksAreTold(keys: [String], missing: Int) async throws {
    let objects = Dictionary(uniqueKeysWithValues: keys.map { ($0, "text/css") })
    var server = try Self.server(
      ["STATIC_URL": "http://minio.internal:9000/prints/static/", "STATIC_ROOT": "/srv/shop/static"],
      bucket: RecordedBucket(objects: objects))
    server.machine.add("/srv/shop/static/css/app.css", text: "body {}")
    server.machine.add("/srv/shop/static/js/app.js", text: "start()")
    let seen = await Self.observations(of: server)
    let absent = seen.values(S3AssetsMissing.self)
    #expect(absent.map(\.samples) == Array(repeating: ["js/app.js"], count: missing))
    #expect(absent.allSatisfy { $0.missing == 1 && $0.total == 2 && $0.prefix == "static/" && $0.bucket == "prints" })
    #expect(seen.values(S3AssetsPresent.self).count == 1 - missing)
  }
}
