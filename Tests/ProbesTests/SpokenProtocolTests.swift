import Linux
import SystemPackage
import Testing

@testable import Probes

/// HTTP is spoken only to sockets that understand it.
@Suite struct SpokenProtocolTests {
  /// The port of an application on 8001 and 8002 to which HTTP is spoken, by what nginx has in its server.
  @Test(arguments: [
    ("location / { proxy_pass http://127.0.0.1:8002; }", 8002), ("location / { uwsgi_pass 127.0.0.1:8001; }", 8002),
    ("location / { uwsgi_pass localhost:8001; } location /ws/ { proxy_pass http://localhost:8001; }", 8001),
    ("location /a/ { scgi_pass 127.0.0.1:8001; } location /b/ { grpc_pass grpc://127.0.0.1:8002; }", nil),
    ("location / { fastcgi_pass 127.0.0.1:8001; } location /b/ { fastcgi_pass 127.0.0.1:8002; }", nil),
    ("root /srv;", 8001),
  ])
  func httpGoesWhereNginxSpeaksIt(site: String, port: Int?) throws {
    let scene = try scene(of: "uwsgi", site)
    let application = try #require(scene.applications.first { $0.program == "uwsgi" })
    #expect(scene.httpListener(of: application)?.port == port)
  }

  @Test func phpIsNeverSpokenTo() throws {
    let scene = try scene(of: "php-fpm", "root /srv;")
    let application = try #require(scene.applications.first { $0.program == "php-fpm" })
    #expect(application.listeners.count == 2)
    #expect(scene.httpListener(of: application) == nil)
  }

  private func scene(of program: String, _ site: String) throws -> Scene {
    var server = TickingServer()
    server.start(7, [program], ticks: 100)
    server.listen(7, on: 8001)
    server.listen(7, on: 8002)
    server.start(20, ["nginx: master process /usr/sbin/nginx"], ticks: 100)
    server.machine.add("/etc/nginx/nginx.conf", text: "events {}\nhttp { server { listen 80; \(site) } }\n")
    return server.scene()
  }
}
