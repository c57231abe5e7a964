import Foundation
import Nginx
import Testing

/// Odd but real ways of writing: what nginx accepts is accepted, what it refuses is refused at the same line.
@Suite(.serialized, .besideNginx) struct LanguageTests {
  static let texts: [(name: String, text: String, line: Int?)] = [
    (
      "comments between arguments",
      "events {} #a\nhttp { #b\n log_format #c\n  \\#one\\ 1 #d\n  '#two' #e\n #f\n ;\n}\n", nil
    ),
    ("quoted closing brace", "events {}\nhttp { log_format main '{ \"a\": \"$uri\" }'; }\n", nil),
    ("quoted names", "\"events\" {}\n'http' { \"server\" { 'listen' \"18791\"; } }\n", nil),
    ("name with a space", "events {}\nhttp { map $uri $m { default 0; '~Some Browser' 1; } }\n", nil),
    ("text behind a quote", "events {}\nhttp { log_format a \"b\"-c; }\n", 2),
    ("no semicolon before a brace", "events {}\nhttp {\n server {\n  listen 18791\n }\n}\n", 5),
    ("no semicolon in the middle", "events {}\nhttp {\n server {\n  listen 18791\n  root /srv;\n }\n}\n", 5),
    ("missing brace at the end", "events {}\nhttp {\n server {\n }\n", 5),
    ("brace too many", "events {}\nhttp {\n}\n}\n", 4),
    ("misspelt directive", "events {}\nhttp {\n server {\n  location / {\n   proxy_passs http://a;\n }\n}\n}\n", 5),
    ("directive outside its place", "events {}\nroot /srv;\nhttp {}\n", 2),
    ("values of a map", "events {}\nhttp { map text $v { '' $host; *.example.com ''; } }\n", nil),
    ("letters beyond ASCII", "events {}\nhttp { env 'русский текст'; }\n", 2),
    ("a header beyond ASCII", "events {}\nhttp { add_header X-Приве́т 'é'; }\n", nil),
    ("windows lines", "events {}\r\nhttp {\r\n server {\r\n  bogus on;\r\n }\r\n}\r\n", 4),
    ("missing file", "events {}\nhttp {\n include none/here.conf;\n}\n", 3),
    ("pattern without files", "events {}\nhttp {\n include none/*.conf;\n}\n", nil),
    ("braces of a variable", "events {}\nhttp { server { listen 18791; return 200 ${host}x; } }\n", nil),
    ("semicolon within a block header", "events {}\nhttp { server { location ; { } } }\n", 2),
    ("escaped quote", "events {}\nhttp { server { listen 18791; return 200 \"a\\\"b\\\\\"; } }\n", nil),
    ("number of arguments", "user;\nevents {}\nhttp {}\n", 1),
  ]

  @Test(arguments: texts.indices)
  func isJudgedAsByNginx(index: Int) throws {
    let (name, text, line) = Self.texts[index]
    let directory = "/tmp/nginx-model-language-\(getpid())"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let file = directory + "/nginx.conf"
    let logs = "error_log \(directory)/error.log; pid \(directory)/pid; "
    let whole = index == Self.texts.count - 1 ? text : logs + text
    try whole.write(toFile: file, atomically: true, encoding: .utf8)
    let complaint = try RealNginx.firstComplaint(configuration: file)
    let own = Configuration.load(file: file, files: MemoryFiles([file: whole])).firstEmergency
    #expect(own?.position?.line == line, "\(name): \(own?.message ?? "accepted")")
    #expect((complaint == nil) == (line == nil), "\(name): \(complaint ?? "accepted")")
    if let line, let complaint { #expect(complaint.contains("nginx.conf:\(line)"), "\(name): \(complaint)") }
    if let own, let complaint { #expect(complaint.contains(own.message), "\(complaint), not \(own.message)") }
  }
}
