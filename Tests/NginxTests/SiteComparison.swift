import Foundation
import Nginx
import Notation
import Testing

/// One configuration asked the same questions twice: the model and a real nginx.
enum SiteComparison {
  /// One question with both answers.
  struct Asked {
    var line: String
    var answer: Answer
    var response: RawHTTP.Response?
  }

  /// In the texts, `PORT` is the port, `BACKEND` that of an application that answers with the URI it was asked for, and
  /// `ROOT` the directory the files are put in. A request is a path or `METHOD path`, headers as `Name=value` behind it
  /// and `host: NAME` before it.
  static func compare(
    port: Int, http: String, files: [String], modes: [String: Int] = [:], host: String = "site.example",
    requests: [String]
  ) throws -> [String] {
    var wrong: [String] = []
    for asked in try ask(port: port, http: http, files: files, modes: modes, host: host, requests: requests) {
      if !asked.answer.certain { wrong.append("\(asked.line): uncertain, \(asked.answer.unknown)") }
      if let difference = difference(asked.answer, asked.response) {
        wrong.append("\(asked.line): \(difference)\n  \(asked.answer.steps.joined(separator: "\n  "))")
      }
    }
    return wrong
  }

  /// The directory that stands for `ROOT`.
  static func root(port: Int) -> String { RealNginx.directory(port: port) }

  /// Asks both; a configuration that the model refuses throws.
  static func ask(
    port: Int, http: String, files: [String], modes: [String: Int] = [:], host: String = "site.example",
    requests: [String]
  ) throws -> [Asked] {
    let nginx = try RealNginx(port: port)
    var tree = MemoryTree()
    tree.add(nginx.directory, .directory)
    for file in files { plant(file, in: &tree, root: nginx.directory) }
    for (path, mode) in modes { tree.entries[nginx.directory + path]?.mode = mode }
    RealNginx.materialise(tree)
    let backend =
      "server { listen 127.0.0.1:\(port + 1); client_max_body_size 0; location / { return 200 $request_uri; } }"
    let text = nginx.text(
      http: "include /etc/nginx/mime.types;\n"
        + http.replacing("PORT", with: "\(port)").replacing("BACKEND", with: "127.0.0.1:\(port + 1)")
        .replacing("ROOT", with: nginx.directory) + backend)
    try nginx.start(text)
    let mime = try String(contentsOfFile: "/etc/nginx/mime.types", encoding: .utf8)
    let configuration = Configuration.load(
      file: nginx.configuration, prefix: nginx.directory,
      files: MemoryFiles([nginx.configuration: text, "/etc/nginx/mime.types": mime]))
    if let problem = configuration.firstEmergency { throw RealNginx.StartFailure(log: "refused: \(problem)") }
    let resolver = Resolver(configuration)
    return requests.map { line in
      let (request, bytes) = read(line, host: host, port: port)
      let response = RawHTTP.send(port: port, bytes)
      return Asked(line: line, answer: resolver.resolve(request, in: tree), response: response)
    }
  }

  private static func plant(_ file: String, in tree: inout MemoryTree, root: String) {
    let parts = file.split(separator: ">").map { $0.trimmingCharacters(in: .whitespaces) }
    if parts.count == 2 {
      tree.add(root + parts[0], .link(parts[1].replacing("ROOT", with: root)))
    } else if file.hasSuffix("/") {
      tree.add(root + file.dropLast(), .directory)
    } else {
      tree.add(root + file, .file("content of \(file)"))
    }
  }

  private static func read(_ line: String, host: String, port: Int) -> (Request, [UInt8]) {
    var words = line.split(separator: " ").map(String.init)
    var host: String? = host
    if words.count > 1, words[0] == "host:" {
      host = words[1] == "-" ? nil : words[1]
      words.removeFirst(2)
    }
    let method = words.count > 1 ? words.removeFirst() : "GET"
    var request = Request(
      method: method, host: host, target: words[0], version: host == nil ? .http10 : .http11,
      local: Endpoint(address: IPAddress("127.0.0.1"), port: port))
    var text =
      "\(method) \(words[0]) HTTP/1.\(host == nil ? 0 : 1)\r\nConnection: close\r\n"
      + (host.map { "Host: \($0)\r\n" } ?? "")
    for extra in words.dropFirst() {
      let pair = extra.split(separator: "=", maxSplits: 1).map(String.init)
      if pair[0] == "body" {
        request.bodySize = Int(pair[1])
        text += "Content-Length: \(pair[1])\r\n"
      } else {
        request.headers.append(Header(pair[0], pair[1]))
        text += "\(pair[0]): \(pair[1])\r\n"
      }
    }
    return (request, Array((text + "\r\n").utf8) + [UInt8](repeating: 120, count: request.bodySize ?? 0))
  }

  static func difference(_ answer: Answer, _ response: RawHTTP.Response?) -> String? {
    guard let response else { return answer.status == nil ? nil : "no answer, expected \(answer.status ?? 0)" }
    if answer.handler == .proxy {
      let body = String(decoding: response.body, as: UTF8.self)
      return response.status == 200 && body == answer.upstream?.uri
        ? nil : "proxied \(response.status) \(body), expected \(answer.upstream?.uri ?? "-")"
    }
    if answer.status == nil, response.status == 502 { return nil }
    guard answer.status == response.status else {
      return "status \(response.status), expected \(answer.status ?? 0) \(answer.handler)"
    }
    for name in [
      "Location", "Content-Type", "Cache-Control", "ETag", "Last-Modified", "Content-Encoding", "WWW-Authenticate",
      "X-A", "X-B", "X-C", "X-Frame-Options", "Accept-Ranges", "Content-Range", "Vary",
    ] {
      let expected = answer.headers.filter { $0.name == name }.map(\.value)
      if expected != response.all(name) { return "\(name) \(response.all(name)), expected \(expected)" }
    }
    if let length = answer.headers.first(where: { $0.name == "Content-Length" })?.value,
      response.header("Content-Length") != length
    {
      return "Content-Length \(response.header("Content-Length") ?? "-"), expected \(length)"
    }
    return nil
  }
}
