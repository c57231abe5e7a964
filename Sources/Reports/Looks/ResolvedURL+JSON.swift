public import Diagnostics
import Notation

extension ResolvedURL {
  /// The answer as one JSON object.
  public var json: String {
    var text = JSONText()
    text.object { json in
      json.member("url", url)
      json.member("method", method)
      server(&json)
      location(&json)
      json.member("handler", handler)
      json.member("file", file)
      json.member("upstream", upstream)
      json.member("status", status)
      json.member("headers", each: headers, .inline) { json, header in
        json.array { json in
          json.string(header.name)
          json.string(header.value)
        }
      }
      json.member("max_body_size", maxBodySize)
      json.member("certain", unknown.isEmpty)
      json.member("unknown", unknown)
      json.member("steps", steps)
    }
    return text.text + "\n"
  }

  private func server(_ json: inout JSONText) {
    guard let server else { return json.member("server", String?.none) }
    json.member("server") { json in
      json.member("file", server.file)
      json.member("line", server.line)
      json.member("names", server.names)
    }
  }

  private func location(_ json: inout JSONText) {
    guard let location else { return json.member("location", String?.none) }
    json.member("location") { json in
      json.member("modifier", location.modifier)
      json.member("pattern", location.pattern)
      json.member("file", location.file)
      json.member("line", location.line)
    }
  }
}
