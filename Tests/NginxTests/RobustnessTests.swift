import Nginx
import Testing

@Suite struct RobustnessTests {
  static let hostile: [(String, String)] = [
    ("braces", String(repeating: "{", count: 100_000)),
    ("nested blocks", "http {" + String(repeating: "location / {", count: 100_000)),
    ("closing braces", String(repeating: "}", count: 100_000)),
    ("nul bytes", "events {}\nhttp { server { root /a\0b; } }\0"),
    ("byte order mark", "\u{FEFF}events {}\nhttp {}"),
    ("windows lines", "events {}\r\nhttp {\r\n server { listen 80;\r\n }\r\n}\r\n"),
    ("long word", "events {} user " + String(repeating: "x", count: 5000) + "; http {}"),
    ("long quoted word", "events {} user \"" + String(repeating: "x", count: 5000) + "\"; http {}"),
    ("unclosed quote", "events {} http { server { root \"/srv; } }"),
    ("unclosed block", "events {} http { server { root /srv;"),
    ("only semicolons", String(repeating: ";", count: 10000)),
    ("backslash at the end", "events {} root \\"),
    ("dollar brace", "events {} http { server { root ${; } }"),
    ("empty", ""),
  ]

  @Test(arguments: hostile)
  func survives(name: String, text: String) {
    let configuration = Configuration.load(files: MemoryFiles(["/etc/nginx/nginx.conf": text]))
    let resolver = Resolver(configuration)
    _ = resolver.resolve(Request(host: "h", target: "/"), in: MemoryTree())
    if name != "windows lines" { #expect(configuration.firstEmergency != nil) }
  }

  @Test func includeLoop() {
    let files = MemoryFiles([
      "/etc/nginx/nginx.conf": "events {}\ninclude a.conf;\n", "/etc/nginx/a.conf": "\ninclude b.conf;\nuser x;\n",
      "/etc/nginx/b.conf": "include a.conf;\n",
    ])
    let configuration = Configuration.load(files: files)
    #expect(configuration.firstEmergency?.position == Position(file: "/etc/nginx/b.conf", line: 1))
    #expect(configuration.user == "x")
  }

  @Test func keepsWhatIsReadableBehindAnError() {
    let files = MemoryFiles(http: "server { listen 80 ; root /a; bogus on; \n location / { root /b; } } } } server {}")
    let configuration = Configuration.load(files: files)
    #expect(configuration.firstEmergency?.message == "unknown directive \"bogus\"")
    #expect(configuration.servers.first?.locations.first?.settings.documentRootPath == "/b")
  }

  @Test func modulesExplainUnknownDirectives() {
    let text = "load_module x.so;\nevents {}\nhttp { bogus on; }"
    let loaded = Configuration.load(files: MemoryFiles(["/etc/nginx/nginx.conf": text]))
    #expect(loaded.firstEmergency == nil)
    #expect(loaded.problems.map(\.severity) == [.notice])
    let lua = Configuration.load(
      files: MemoryFiles(http: "server { location / { content_by_lua_block { ngx.say(\"}\") -- }\n } } }"))
    #expect(lua.firstEmergency == nil)
    let answer = Resolver(lua).resolve(Request(host: "h", target: "/"), in: MemoryTree())
    #expect(!answer.certain)
    #expect(answer.unknown.first?.directive == "content_by_lua_block")
  }

  @Test func bytesThatAreNoTextSurvive() {
    for bytes in [[0xFF, 0x41], [0xC3], [0xF4, 0x8F, 0xBE, 0x80], [0xE2, 0x82], Array("é€😀".utf8)] as [[UInt8]] {
      #expect(ByteText.bytes(ByteText.string(bytes)) == bytes)
    }
  }

  /// A pattern that backtracks without end is given up, and the answer says so.
  @Test func boundsRegexWork() {
    let configuration = Configuration.load(
      files: MemoryFiles(http: "server { listen 80; location ~ ^/(a+)+$ { return 200; } }"))
    let path = "/" + String(repeating: "a", count: 60) + "b"
    let answer = Resolver(configuration).resolve(Request(host: "h", target: path), in: MemoryTree())
    #expect(!answer.certain)
  }
}
