import Foundation
import Nginx
import Testing

@Suite struct EditTests {
  static let text = """
    events {}
    http {
        server { listen 80; root /srv/it's; location /a { alias "/srv/x y/"; } location /b/ { root /b; root2 /b; } }
    \tserver {
    \t\tlocation ~ ^/c/(.*)\\.css$ {
    \t\t\talias /c/$1; # where
    \t\t\texpires
    \t\t\t   30d;
    \t\t}
    \t}
    }

    """

  static func find(_ directives: [Directive], _ name: String, _ skip: Int = 0) -> Directive? {
    var all: [Directive] = []
    func collect(_ list: [Directive]) {
      for directive in list {
        if directive.name == name { all.append(directive) }
        collect(directive.block ?? [])
      }
    }
    collect(directives)
    return skip < all.count ? all[skip] : nil
  }

  static let changes: [(String, Int, Edit.Change)] = [
    ("alias", 0, .rewrite(name: "root", arguments: ["/srv/x y"])),
    ("alias", 1, .rewrite(name: "alias", arguments: ["/c/$1|&\\"])),
    ("root", 0, .rewrite(name: "root", arguments: ["/srv/it's/not"])),
    ("root", 1, .rewrite(name: "root", arguments: ["/c"])),
    ("root", 1, .remove),
    ("expires", 0, .rewrite(name: "expires", arguments: ["1d"])),
    ("expires", 0, .remove),
    ("location", 1, .rewrite(name: "location", arguments: ["^~", "/b/"])),
    ("location", 2, .rewrite(name: "location", arguments: ["/c/"])),
    ("location", 2, .remove),
    ("location", 0, .remove),
    ("server", 1, .insertInside(NewDirective("location", ["/d/"], block: [NewDirective("alias", ["/d d/"])]))),
    ("server", 0, .insertInside(NewDirective("server_name", ["x.example"]))),
    ("alias", 1, .insertBefore(NewDirective("internal"))),
    ("server", 1, .insertBefore(NewDirective("server_tokens", ["off"]))),
    ("location", 0, .insertBefore(NewDirective("server_name", ["y"]))),
    ("server", 1, .insertAfter(NewDirective("server_tokens", ["off"]))),
    ("alias", 0, .insertAfter(NewDirective("internal"))),
    ("http", 0, .insertAfter(NewDirective("worker_processes", ["1"]))),
    ("events", 0, .insertBefore(NewDirective("worker_processes", ["1"]))),
  ]

  static func outline(_ directives: [Directive]) -> [String] {
    directives.flatMap { directive in
      [directive.text] + outline(directive.block ?? []).map { "  " + $0 } + (directive.block == nil ? [] : ["}"])
    }
  }

  /// The commands, run by a real shell on a real file, make the same configuration as `applying`.
  @Test(arguments: changes.indices)
  func commandsDoWhatTheyShow(index: Int) throws {
    let (name, skip, change) = Self.changes[index]
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("edit '\(index)' \(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appendingPathComponent("nginx.conf").path
    try Self.text.write(toFile: file, atomically: true, encoding: .utf8)
    let before = Configuration.load(file: file, files: MemoryFiles([file: Self.text]))
    let directive = try #require(Self.find(before.directives, name, skip))
    let edit = Edit(change, of: directive, in: before)
    let command = try #require(edit.commands().first)
    let patch = directory.appendingPathComponent("patch").path
    try edit.diff().write(toFile: patch, atomically: true, encoding: .utf8)
    let place = "'\(directory.path.replacing("'", with: "'\\''"))'"
    let patched = try Self.shell("cd \(place) && cp nginx.conf copy && patch -s copy < patch && cat copy && rm copy")
    _ = try Self.shell(command)
    let after = try String(contentsOfFile: file, encoding: .utf8)
    let reread = Configuration.load(file: file, files: MemoryFiles([file: after]))
    #expect(Self.outline(reread.directives) == Self.outline(before.applying([edit]).directives), "\(command)")
    #expect(patched == after, "\(edit.diff())")
    _ = try Self.shell(command)
    if case .rewrite = change {
      #expect(try String(contentsOfFile: file, encoding: .utf8) == after, "a second run changes nothing")
    }
  }

  static func shell(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
