import Diagnostics
import Facts
import Glibc
import Linux
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What stored references lead to, on recorded machines.
@Suite struct ReferencesProbeTests {
  /// A shop that stores uploads in `/srv/shop/media`, of which nginx reads `reader`.
  private func server(
    reader: FilePath = "/srv/shop/media", settings: [String: String] = [:]
  ) throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(
      """
      server {
          listen 80; server_name shop.example;
          location /media/ { alias \(reader.string)/; }
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
    server.machine.add("/srv/shop/media/avatars/a.jpg", text: "picture", uid: 1000)
    let media = ["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"]
    try server.runGunicorn(settings: media.merging(settings) { $1 })
    return server
  }

  /// What the probe records of these lines, which are written to a file and removed again.
  private func observations(of server: RecordedServer, _ lines: [String]) async throws -> [Observation] {
    let path = FilePath("/tmp/servedoctor-references-\(UInt64.random(in: 0 ... .max))")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .exclusiveCreate], permissions: [.ownerRead, .ownerWrite])
    defer { unlink(path.string) }
    try file.closeAfter { _ = try file.writeAll((lines.joined(separator: "\n") + "\n").utf8) }
    var server = server
    server.options.references = .file(path)
    return await server.observations(of: ReferencesProbe.self).filter { $0.probe == ReferencesProbe.id }
  }

  @Test func keysThatAllLeadToFilesAreNoFault() async throws {
    let seen = try await observations(of: try server(), ["avatars/a.jpg", "NULL"])
    #expect(seen.map(\.kind) == [RecordsExamined.fact.kind])
    let examined = try #require(seen.values(RecordsExamined.self).first)
    #expect(examined.total == 2 && examined.keys == 1 && examined.present == 1 && examined.withoutFile == 1)
    #expect(examined.isComplete == true && examined.root == "/srv/shop/media")
  }

  @Test func nothingIsExaminedWithoutReferences() async throws {
    let seen = try await server().observations(of: ReferencesProbe.self)
    #expect(seen.filter { $0.probe == ReferencesProbe.id }.isEmpty)
  }

  @Test func missingFilesAndAlmostTheSameNamesAreTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/avatars/c.jpg", text: "picture")
    let seen = try await observations(of: server, ["avatars/a.jpg", "avatars/b.jpg", "avatars/C.JPG"])
    let missing = try #require(seen.values(RecordsMissing.self).first)
    #expect(missing.count == 1 && missing.present == 1 && missing.total == 3 && missing.backend == .directory)
    let near = try #require(seen.values(RecordsNear.self).first)
    #expect(near.kind == .case && near.example == "avatars/C.JPG is avatars/c.jpg")
    #expect(near.commands == ["mv -n /srv/shop/media/avatars/c.jpg /srv/shop/media/avatars/C.JPG"])
  }

  @Test(arguments: [
    ("media/avatars/a.jpg", RecordsNear.Kind.prefix), ("a.jpg", .folder), ("avatars%2Fa.jpg", .encoding),
    ("avatars\\a.jpg", .backslash),
  ])
  func keysOfAnotherFormAreTold(key: String, kind: RecordsNear.Kind) async throws {
    let near = try await observations(of: try server(), [key, "avatars/a.jpg"]).values(RecordsNear.self)
    #expect(near.map(\.kind) == [kind] && near.map(\.commands) == [[]])
  }

  @Test(arguments: [
    ("/srv/shop/media/avatars/a.jpg", RecordsAbsolute.Relation.ownRoot, RecordsAbsolute.Kind.path),
    ("/var/old/media/avatars/a.jpg", .otherRoot, .path), ("/media/avatars/a.jpg", .ownPrefix, .urlPath),
    ("http://shop.example/media/avatars/a.jpg", .ownHost, .url),
    ("https://old.example/media/avatars/a.jpg", .otherHost, .url), (#"C:\media\avatars\a.jpg"#, .drive, .path),
  ])
  func valuesThatAreMoreThanAKeyAreTold(
    value: String, relation: RecordsAbsolute.Relation, kind: RecordsAbsolute.Kind
  ) async throws {
    let absolute = try #require(
      try await observations(of: try server(), [value]).values(RecordsAbsolute.self).first)
    #expect(absolute.relation == relation && absolute.kind == kind)
    #expect(absolute.key == "avatars/a.jpg" && absolute.matching == 1 && absolute.example == value)
  }

  @Test func addressesWithAPrefixThatNginxDoesNotServeAreTold() async throws {
    let seen = try await observations(of: try server(), ["/uploads/avatars/a.jpg"])
    let unserved = try #require(seen.values(RecordsPrefixUnserved.self).first)
    #expect(unserved.prefix == "/uploads/" && unserved.served == "/media/" && unserved.root == "/srv/shop/media")
  }

  @Test(arguments: [
    ("../../etc/passwd", RecordsUnsafe.Kind.parent), ("a\tb.jpg", .control),
    (String(repeating: "a", count: 256), .tooLong),
  ])
  func valuesThatNoKeyHoldsAreTold(value: String, kind: RecordsUnsafe.Kind) async throws {
    let unsafe = try await observations(of: try server(), [value, "avatars/a.jpg"]).values(RecordsUnsafe.self)
    #expect(unsafe.map(\.kind) == [kind] && unsafe.map(\.count) == [1] && unsafe.map(\.total) == [2])
  }

  @Test(arguments: [("", 7, RecordsSizeDiffers.Kind.empty), ("pict", 7, .shorter), ("pictures", 7, .longer)])
  func filesOfAnotherSizeAreTold(text: String, size: Int, kind: RecordsSizeDiffers.Kind) async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/b.jpg", text: text)
    let seen = try await observations(of: server, [#"{"key": "b.jpg", "size": \#(size)}"#])
    let differing = try #require(seen.values(RecordsSizeDiffers.self).first)
    #expect(differing.kind == kind && differing.actual == text.utf8.count && differing.recorded == "7")
    #expect(seen.values(RecordsContentDiffers.self).isEmpty)
  }

  @Test func filesOfAnotherContentAreTold() async throws {
    let digests = ["picture", "another"].map { ContentDigest.sha256(Array($0.utf8)) }
    var server = try server()
    server.machine.add("/srv/shop/media/b.jpg", text: "picture")
    let lines = zip(["avatars/a.jpg", "b.jpg"], digests).map { #"{"key": "\#($0)", "size": 7, "sha256": "\#($1)"}"# }
    let seen = try await observations(of: server, lines)
    let differing = try #require(seen.values(RecordsContentDiffers.self).first)
    #expect(differing.example == "b.jpg" && differing.count == 1 && differing.checked == 2)
    #expect(differing.recorded == digests[1] && differing.actual == digests[0])
    #expect(seen.values(RecordsSizeDiffers.self).isEmpty)
  }

  @Test func filesThatNginxDoesNotHaveAreTold() async throws {
    var server = try server(reader: "/var/www/media")
    server.machine.add(directory: "/var/www/media")
    let seen = try await observations(of: server, ["avatars/a.jpg"])
    let unserved = try #require(seen.values(RecordsUnserved.self).first)
    #expect(unserved.writer == "/srv/shop/media" && unserved.reader == "/var/www/media")
    #expect(unserved.count == 1 && unserved.total == 1 && unserved.example == "avatars/a.jpg")
  }

  @Test func filesThatTheWebServerMayNotReadAreTold() async throws {
    var server = try server()
    server.machine.add("/srv/shop/media/b.jpg", text: "picture", mode: 0o600, uid: 1000, gid: 1000)
    let seen = try await observations(of: server, ["avatars/a.jpg", "b.jpg"])
    let closed = try #require(seen.values(RecordsClosed.self).first)
    #expect(closed.identity == "www-data (33)" && closed.mode == "0600" && closed.example == "b.jpg")
    #expect(closed.count == 1 && closed.total == 2)
    #expect(closed.commands == ["find /srv/shop/media -type f ! -perm -o=r -exec chmod o+r {} +"])
  }

  @Test func objectsThatTheBucketLacksAreTold() async throws {
    var server = try server(settings: [
      "STORAGE_BACKEND": "s3", "S3_BUCKET": "prints", "S3_ENDPOINT_URL": "http://minio.internal:9000",
      "S3_ACCESS_KEY_ID": "PRINTSKEY", "S3_SECRET_ACCESS_KEY": "never-printed-anywhere",
    ])
    let bucket = RecordedBucket(objects: ["2027/a.jpg": "image/jpeg"])
    server.network.add { request, _ in bucket.answer(request).map { .response($0) } }
    let seen = try await observations(of: server, ["2027/a.jpg", "2027/b.jpg"])
    let missing = try #require(seen.values(RecordsMissing.self).first)
    #expect(missing.backend == .bucket && missing.example == "2027/b.jpg" && missing.root == "s3://prints/")
    #expect(missing.count == 1 && missing.present == 1)
  }
}
