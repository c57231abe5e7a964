import Foundation
import Nginx
import Testing

/// What no editor would write, refused at the file and line that `nginx -t` names, or accepted like there.
@Suite(.serialized, .besideNginx) struct MalformedTests {
  static let files: [(name: String, text: String)] = [
    ("unclosed double quote", "events {}\nhttp {\n  server { root \"/srv; }\n}\n"),
    ("unclosed single quote", "events {}\nhttp {\n  server {\n    root '/srv/a;\n    index b;\n}\n}\n"),
    ("quote behind a word", "events {}\nhttp { server { root /srv\"a\"; } }\n"),
    ("word behind a quote", "events {}\nhttp {\n server { root \"/srv\"a; } }\n"),
    ("token of 4000 bytes", "events {}\nhttp {\n server { root /\(String(repeating: "x", count: 4000)); } }\n"),
    ("token of 4096 bytes", "events {}\nhttp {\n server { root /\(String(repeating: "x", count: 4096)); } }\n"),
    (
      "quoted token of 5000 bytes",
      "events {}\nhttp {\n\n server { root \"\(String(repeating: "x", count: 5000))\"; } }\n"
    ),
    ("word of 9000 bytes in the first line", String(repeating: "y", count: 9000)),
    ("bytes of a program", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0\u{2}\0>\0\u{1}\0\0\0"),
    ("NUL in a word", "events {}\nhttp { server { root /a\0b; } }\n"),
    ("byte order mark", "\u{FEFF}events {}\nhttp {}\n"),
    ("byte order mark before a comment", "\u{FEFF}# site\nevents {}\nhttp {}\n"),
    ("Windows lines", "events {}\r\nhttp {\r\n  server {\r\n    listen 127.0.0.1:18791;\r\n  }\r\n}\r\n"),
    ("Windows lines with a slip", "events {}\r\nhttp {\r\n  server {\r\n    root /a\r\n  }\r\n}\r\n"),
    ("old Mac lines", "events {}\rhttp {\r server { bogus 1; }\r}\r"),
    ("braces", String(repeating: "{", count: 100_000)),
    ("closing braces", "events {}\n" + String(repeating: "}", count: 100_000)),
    ("semicolons", "events {}\n;;;\n"),
    ("backslash at the end", "events {}\nhttp {}\nuser \\"),
    ("missing semicolon before a brace", "events {}\nhttp {\n  server {\n    root /a\n  }\n}\n"),
    ("missing semicolon before a directive", "events {}\nhttp {\n  server {\n    root /a\n    index b;\n  }\n}\n"),
    ("missing closing brace", "events {}\nhttp {\n  server {\n    root /a;\n"),
    ("one closing brace too many", "events {}\nhttp {\n}\n}\n"),
    ("dollar and brace", "events {}\nhttp {\n  server { set $a ${; }\n}\n"),
    ("half a variable", "events {}\nhttp {\n  server { set $a \"${x\"; }\n}\n"),
    ("comment instead of an end", "events {}\nhttp {\n  server { root /a # ;\n  }\n}\n"),
    ("nothing", ""), ("only blanks", "\n\n \t\n"), ("only a comment", "# events {}\n"),
    ("include of what is not there", "events {}\nhttp {\n\n  include none/such.conf;\n}\n"),
    ("include without a name", "events {}\nhttp {\n  include;\n}\n"),
    ("non-UTF-8 name", "events {}\nhttp {\n  server { server_name caf\u{E9}\u{301}; bogus\u{301} 1; }\n}\n"),
  ]

  @Test(arguments: files.indices)
  func stopsWhereNginxStops(index: Int) throws {
    let (name, text) = Self.files[index]
    let directory = "/tmp/nginx-malformed-\(getpid())-\(index)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let file = directory + "/nginx.conf"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let complaint = try RealNginx.firstComplaint(configuration: file)
    let own = Configuration.load(file: file, files: AcceptanceTests.Disk()).firstEmergency
    #expect(
      (complaint == nil) == (own == nil), "\(name): \(complaint ?? "accepted"), here \(own?.message ?? "accepted")")
    let place = complaint?.split(separator: " ").last.flatMap { $0.contains(":") ? String($0) : nil }
    #expect(place == own?.position.map { "\($0)" }, "\(name): \(complaint ?? ""), here \(own?.message ?? "")")
  }

  @Test func includesInACircle() throws {
    let directory = "/tmp/nginx-malformed-\(getpid())-circle"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try Data("events {}\ninclude one.conf;\n".utf8).write(to: URL(fileURLWithPath: directory + "/nginx.conf"))
    try Data("\ninclude one.conf;\n".utf8).write(to: URL(fileURLWithPath: directory + "/one.conf"))
    let complaint = try RealNginx.firstComplaint(configuration: directory + "/nginx.conf")
    let own = Configuration.load(file: directory + "/nginx.conf", files: AcceptanceTests.Disk()).firstEmergency
    #expect(complaint?.hasSuffix("in \(directory)/one.conf:2") == true)
    #expect(own?.position == Position(file: directory + "/one.conf", line: 2))
  }
}
