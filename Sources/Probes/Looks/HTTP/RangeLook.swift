import Diagnostics
import Nginx
import Notation
import Wire

/// Whether parts of a film or a sound can be asked for, as players do before anything else.
struct RangeLook {
  let look: AnswerLook

  init(_ look: AnswerLook) { self.look = look }

  private static let range = HTTPHeader("Range", "bytes=0-1")

  /// Whether what came is played in pieces: by its type, else by its extension.
  private var isPlayed: Bool {
    let type = look.response.headers.first("Content-Type")?.lowercased() ?? ""
    if type.hasPrefix("video/") || type.hasPrefix("audio/") { return true }
    guard type.isEmpty || type.hasPrefix("application/octet-stream") else { return false }
    let fileExtension = ExpectedType.fileExtension(ofURL: look.one.url).lowercased()
    return ["mp4", "m4v", "webm", "mov", "ogv", "mp3", "m4a", "ogg", "oga", "wav", "flac", "opus"].contains(
      fileExtension)
  }

  func tell() async {
    guard look.response.status == 200, look.response.bodyLength > 2, isPlayed else { return }
    let answer = await look.asking.again(look.one, at: look.url, headers: [Self.range], readLimit: 4096)
    guard let part = answer.response else { return }
    if part.status == 206 { return tellPart(part) }
    let accept = look.response.headers.first("Accept-Ranges") ?? ""
    var data: [String: Value] = [
      "code": .int(part.status), "accept_ranges": .string(accept),
      "bytes": .int(part.headers.first("Content-Length").flatMap { Int($0) } ?? part.bodyLength),
    ]
    if let teller = look.teller { data.merge(await culprit(teller)) { _, new in new } }
    look.record(
      "http.range-refused",
      "Asked for the first two bytes (Range: bytes=0-1), the server answers \(part.status) "
        + (part.status == 200 ? "with the whole file" : "instead of 206")
        + (accept.isEmpty ? "" : "; Accept-Ranges: \(accept)"), data)
  }

  private func tellPart(_ part: HTTPResponse) {
    let range = part.headers.first("Content-Range") ?? ""
    let isRight = range.lowercased().hasPrefix("bytes 0-1/") && part.bodyLength == 2
    look.record(
      isRight ? "http.range-works" : "http.range-wrong",
      isRight
        ? "Asked for the first two bytes, the server sends just these (206)"
        : "Asked for the first two bytes, the server answers 206 with \(part.bodyLength) bytes and Content-Range: \(range)",
      isRight ? [:] : ["bytes": .int(part.bodyLength), "content_range": .string(range)])
  }

  // MARK: who refuses

  /// The directive that keeps ranges away, or the one that would make nginx cut the parts itself.
  private func culprit(_ teller: ConfigurationEditor) async -> [String: Value] {
    let settings = teller.settings
    if let directive = settings?.directives("max_ranges").last, directive.arguments.first == "0" {
      return removing(directive, in: teller, by: "nginx")
    }
    guard let upstream = teller.answer.upstream else { return ["by": "nginx"] }
    if let request = UpstreamRequest(teller) {
      let direct = await request.send(look.asking, replacing: [Self.range])
      if direct.status == 206 {
        let stripping = settings?.directives("proxy_set_header").last { directive in
          directive.arguments.first?.lowercased() == "range"
        }
        return stripping.map { removing($0, in: teller, by: "nginx") } ?? ["by": "nginx"]
      }
    }
    return teller.merged(["by": "app", "commands": Value(forcing(teller))], upstream.position)
  }

  private func removing(_ directive: Directive, in teller: ConfigurationEditor, by layer: String) -> [String: Value] {
    let edit = Edit(.remove, of: directive, in: teller.instance.configuration)
    return teller.merged(
      [
        "by": .string(layer), "directive": .string(directive.text),
        "commands": Value(teller.commands(edit.commands())),
      ], directive.position)
  }

  /// nginx can cut parts out of an answer whose length is known and whose bytes are the file's own.
  private func forcing(_ teller: ConfigurationEditor) -> [String] {
    guard case .length = look.response.framing, look.response.headers.first("Content-Encoding") == nil,
      let pass = teller.passing
    else { return [] }
    let names: [String: String] = [
      "proxy_pass": "proxy_force_ranges", "fastcgi_pass": "fastcgi_force_ranges",
      "uwsgi_pass": "uwsgi_force_ranges", "scgi_pass": "scgi_force_ranges",
    ]
    guard let name = names[pass.name], teller.settings?.directives(name).isEmpty != false else { return [] }
    let edit = Edit(.insertAfter(NewDirective(name, ["on"])), of: pass, in: teller.instance.configuration)
    return teller.commands(edit.commands())
  }
}
