import Foundation
import Nginx
import Notation
import Testing

@Suite(.serialized, .besideNginx) struct AccelTests {
  static let values = [
    "/int/x.txt", "/int/sp%20a.txt", "int/x.txt", "/int/../x", "/int/..%2fx", "/int/none", "@named", "@none",
    "/open/x.txt",
    "/int/x.txt?a=b", "/int/", "/int", "/int/%2e/x.txt", "/%69nt/x.txt", "/int//x.txt",
  ]

  /// An application that answers with `X-Accel-Redirect`, asked through a real nginx.
  @Test func agreesWithNginx() throws {
    let nginx = try RealNginx(port: 18680)
    var tree = MemoryTree()
    for path in ["/d/x.txt", "/d/sp a.txt", "/open/x.txt", "/dint/x.txt"] {
      tree.add(nginx.directory + path, .file(path))
    }
    RealNginx.materialise(tree)
    let text = nginx.text(
      http: """
        server { listen 18680; server_name s; root \(nginx.directory); default_type x/y;
          location /app { proxy_pass http://127.0.0.1:18681; }
          location /int/ { internal; alias \(nginx.directory)/d/; add_header X-A "$args"; }
          location /ignoring { proxy_ignore_headers X-Accel-Redirect; proxy_pass http://127.0.0.1:18681; }
          location @named { return 200 named; } }
        server { listen 127.0.0.1:18681; location / { add_header X-Accel-Redirect $arg_to; return 200 plain; } }
        """)
    try nginx.start(text)
    let configuration = Configuration.load(
      file: nginx.configuration, prefix: nginx.directory, files: MemoryFiles([nginx.configuration: text]))
    let resolver = Resolver(configuration)
    for value in Self.values {
      let target = "/app?to=\(value)"
      let response = try #require(
        RawHTTP.send(port: 18680, Array("GET \(target) HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n".utf8)))
      let request = Request(host: "s", target: target, local: Endpoint(address: IPAddress("127.0.0.1"), port: 18680))
      let answer = resolver.resolveInternal(value, after: request, in: tree)
      #expect(answer.status == response.status, "\(value) \(answer.steps)")
      #expect(answer.headers.filter { $0.name == "X-A" }.map(\.value) == response.all("X-A"), "\(value)")
      if answer.status == 200, let file = answer.file {
        let plain = file.replacing("/./", with: "/").replacing("//", with: "/")
        #expect(plain.hasSuffix(String(decoding: response.body, as: UTF8.self)), "\(value)")
      }
    }
  }

  @Test func listeningAddresses() throws {
    let http = """
      server { listen PORT; server_name a; default_type x/wild; return 200 x; }
      server { listen 127.0.0.1:PORT; server_name b; default_type x/local-first; return 200 x; }
      server { listen 127.0.0.1:PORT; server_name a; default_type x/local-a; return 200 x; }
      """
    let wrong = try SiteComparison.compare(
      port: 18684, http: http, files: [], requests: ["host: a /", "host: b /", "host: c /"])
    #expect(wrong.isEmpty, "\(wrong)")
  }
}
