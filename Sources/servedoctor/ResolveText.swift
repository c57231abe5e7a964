import Nginx
import Reports

/// The answer of `resolve` as text and as JSON.
enum ResolveText {
  static func json(_ answer: Answer, url: String) -> String {
    var text = JSONText()
    text.object { json in
      json.member("url", url)
      json.member("method", answer.method)
      server(answer, &json)
      location(answer, &json)
      json.member("handler", answer.handler.rawValue)
      json.member("file", answer.file)
      json.member("upstream", answer.upstream?.url)
      json.member("status", answer.status)
      json.member("headers", each: answer.headers, .inline) { json, header in
        json.array { json in
          json.string(header.name)
          json.string(header.value)
        }
      }
      json.member("max_body_size", answer.maxBodySize)
      json.member("certain", answer.certain)
      json.member(
        "unknown", answer.unknown.map { "\($0.directive)\($0.position.map { " (\($0))" } ?? ""): \($0.reason)" })
      json.member("steps", answer.steps)
    }
    return text.text + "\n"
  }

  private static func server(_ answer: Answer, _ json: inout JSONText) {
    guard let server = answer.server else { return json.member("server", String?.none) }
    json.member("server") { json in
      json.member("file", server.position.file)
      json.member("line", server.position.line)
      json.member("names", server.names)
    }
  }

  private static func location(_ answer: Answer, _ json: inout JSONText) {
    guard let location = answer.location else { return json.member("location", String?.none) }
    json.member("location") { json in
      json.member("modifier", location.modifier.isEmpty ? nil : location.modifier)
      json.member("pattern", location.pattern)
      json.member("file", location.position.file)
      json.member("line", location.position.line)
    }
  }

  /// The way to the answer, step by step, and the answer in the first line.
  static func text(_ answer: Answer, url: String) -> String {
    var lines = ["\(url)"]
    var result = "  \(answer.status.map(String.init) ?? "decided by the upstream"), \(answer.handler.rawValue)"
    if let file = answer.file { result += ", \(file)" }
    if let upstream = answer.upstream { result += ", \(upstream.url)\(upstream.uri.map { " as \($0)" } ?? "")" }
    if let redirect = answer.redirect { result += ", to \(redirect)" }
    lines.append(result)
    if let server = answer.server {
      lines.append(
        "  server   \(server.position)  \(server.names.joined(separator: " "))\(server.isFallback ? "  (the default, no name matches)" : "")"
      )
    }
    if let location = answer.location {
      lines.append(
        "  location \(location.position)  \(location.modifier.isEmpty ? "" : location.modifier + " ")\(location.pattern)"
      )
    }
    lines += answer.steps.map { "  - \($0)" }
    lines += answer.headers.map { "  \($0.name): \($0.value)" }
    if !answer.certain {
      lines += answer.unknown.map {
        "  not certain: \($0.directive)\($0.position.map { " (\($0))" } ?? ""): \($0.reason)"
      }
    }
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }
}
