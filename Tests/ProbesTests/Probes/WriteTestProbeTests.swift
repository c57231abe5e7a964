import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Testing
import Wire

@testable import Probes

/// What the write test may do and how it tells that it could not, on recorded machines.
@Suite struct WriteTestProbeTests {
  private func server(_ settings: [String: String] = [:]) throws -> RecordedServer {
    var server = RecordedServer()
    server.runNginx(
      """
      server {
          listen 80; server_name shop.example;
          location /media/ { alias /srv/shop/media/; }
          location / { proxy_pass http://127.0.0.1:8000; }
      }
      """)
    server.machine.add(directory: "/srv/shop/media")
    server.machine.canaryFailure = Canary.Failure(step: .create, errno: .permissionDenied)
    let media = ["MEDIA_ROOT": "/srv/shop/media", "MEDIA_URL": "/media/"]
    try server.runGunicorn(settings: media.merging(settings) { $1 })
    server.options.isWriteTesting = true
    return server
  }

  @Test func theKernelsRefusalIsTold() async throws {
    let seen = try await server().observations(of: WriteTestProbe.self)
    let failed = try #require(seen.values(WriteTestFailed.self).first)
    #expect(failed.step == .create && failed.errno == "EACCES")
    #expect(failed.directory == "/srv/shop/media" && failed.identity == "shop (1000)")
    #expect(seen.first { $0.isOf(WriteTestFailed.self) }?.subject[.route] == "media")
  }

  @Test func filesGoWhereTheApplicationPutsThem() async throws {
    var server = try server(["UPLOAD_SUBDIR": "avatars"])
    server.machine.add(directory: "/srv/shop/media/avatars")
    server.machine.canaryFailure = Canary.Failure(step: .write, errno: .noSpace)
    let failed = await server.observations(of: WriteTestProbe.self).values(WriteTestFailed.self)
    #expect(failed.map(\.directory) == ["/srv/shop/media/avatars"])
    #expect(failed.map(\.step) == [.write] && failed.map(\.errno) == ["ENOSPC"])
  }

  @Test func nothingIsPutOrSentUnlessTheUserAsks() async throws {
    var server = try server()
    server.options.isWriteTesting = false
    server.options.uploadURL = "http://shop.example/upload"
    server.network.add { request, _ in
      #expect(request.body.isEmpty && !["POST", "PUT", "DELETE"].contains(request.method))
      return .response(HTTPResponse(status: 200))
    }
    let seen = await server.observations(of: WriteTestProbe.self)
    #expect(seen.filter { $0.probe == WriteTestProbe.id }.isEmpty)
  }

  @Test func nothingIsPutBesideABucket() async throws {
    let seen = try await server(["STORAGE_BACKEND": "s3"]).observations(of: WriteTestProbe.self)
    #expect(seen.filter { $0.probe == WriteTestProbe.id }.isEmpty)
  }

  @Test(arguments: [500, 200])
  func theUploadURLsAnswerIsTold(status: Int) async throws {
    var server = try server()
    server.options.uploadURL = "http://shop.example/upload"
    server.network.add { request, _ in
      guard request.method == "POST", request.url.target == "/upload" else { return nil }
      let type = request.headers.first("Content-Type") ?? ""
      let text = String(decoding: request.body, as: UTF8.self)
      let isForm =
        type.hasPrefix("multipart/form-data; boundary=") && text.contains("filename=\"servedoctor-write-test-")
      return .response(HTTPResponse(status: isForm ? status : 400))
    }
    let seen = await server.observations(of: WriteTestProbe.self)
    let uploaded = try #require(seen.values(WriteTestUploaded.self).first)
    #expect(uploaded.code == status && !uploaded.stored && uploaded.url == "http://shop.example/upload")
    #expect(uploaded.name.hasPrefix("servedoctor-write-test-") && uploaded.name.hasSuffix(".txt"))
  }
}
