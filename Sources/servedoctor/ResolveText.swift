import Nginx
import Notation
import Reports

/// The answer of `resolve` as JSON, and as one would tell it to a colleague.
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
}
