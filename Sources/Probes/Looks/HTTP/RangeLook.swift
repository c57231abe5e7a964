import Diagnostics
import Facts
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
    let fileExtension = ExpectedType.fileExtension(ofURL: look.examined.url).lowercased()
    return ["mp4", "m4v", "webm", "mov", "ogv", "mp3", "m4a", "ogg", "oga", "wav", "flac", "opus"].contains(
      fileExtension)
  }

  func record() async {
    guard look.response.status == 200, look.response.bodyLength > 2, isPlayed else { return }
    let answer = await look.requester.again(look.examined, at: look.url, headers: [Self.range], readLimit: 4096)
    guard let part = answer.response else { return }
    if part.status == 206 { return recordPart(part) }
    let accept = look.response.headers.first("Accept-Ranges") ?? ""
    var fact = HTTPRangeRefused(
      acceptRanges: accept, bytes: part.headers.first("Content-Length").flatMap { Int($0) } ?? part.bodyLength,
      code: part.status)
    if let editor = look.editor { await complete(&fact, editor) }
    look.record(
      fact,
      "Asked for the first two bytes (Range: bytes=0-1), the server answers \(part.status) "
        + (part.status == 200 ? "with the whole file" : "instead of 206")
        + (accept.isEmpty ? "" : "; Accept-Ranges: \(accept)"))
  }

  private func recordPart(_ part: HTTPResponse) {
    let range = part.headers.first("Content-Range") ?? ""
    let isRight = range.lowercased().hasPrefix("bytes 0-1/") && part.bodyLength == 2
    if isRight {
      look.record(HTTPRangeWorks(), "Asked for the first two bytes, the server sends just these (206)")
    } else {
      look.record(
        HTTPRangeWrong(bytes: part.bodyLength, contentRange: range),
        "Asked for the first two bytes, the server answers 206 with \(part.bodyLength) bytes and Content-Range: \(range)"
      )
    }
  }

  // MARK: who refuses

  /// Names the directive that keeps ranges away, or the one that would make nginx cut the parts itself.
  private func complete(_ fact: inout HTTPRangeRefused, _ editor: ConfigurationEditor) async {
    let settings = editor.settings
    fact.by = .nginx
    if let directive = settings?.directives("max_ranges").last, directive.arguments.first == "0" {
      return remove(directive, in: editor, &fact)
    }
    guard let upstream = editor.answer.upstream else { return }
    if let request = UpstreamRequest(editor) {
      let direct = await request.send(look.requester, replacing: [Self.range])
      if direct.status == 206 {
        let stripping = settings?.directives("proxy_set_header").last { directive in
          directive.arguments.first?.lowercased() == "range"
        }
        if let stripping { remove(stripping, in: editor, &fact) }
        return
      }
    }
    fact.by = .app
    fact.commands = forcing(editor)
    (fact.file, fact.line) = (upstream.position.file, upstream.position.line)
  }

  private func remove(_ directive: Directive, in editor: ConfigurationEditor, _ fact: inout HTTPRangeRefused) {
    let edit = Edit(.remove, of: directive, in: editor.instance.configuration)
    fact.directive = directive.text
    fact.commands = editor.commands(edit.commands())
    (fact.file, fact.line) = (directive.position.file, directive.position.line)
  }

  /// nginx can cut parts out of an answer whose length is known and whose bytes are the file's own.
  private func forcing(_ editor: ConfigurationEditor) -> [String] {
    guard case .length = look.response.framing, look.response.headers.first("Content-Encoding") == nil,
      let pass = editor.passing
    else { return [] }
    let names: [String: String] = [
      "proxy_pass": "proxy_force_ranges", "fastcgi_pass": "fastcgi_force_ranges",
      "uwsgi_pass": "uwsgi_force_ranges", "scgi_pass": "scgi_force_ranges",
    ]
    guard let name = names[pass.name], editor.settings?.directives(name).isEmpty != false else { return [] }
    let edit = Edit(.insertAfter(NewDirective(name, ["on"])), of: pass, in: editor.instance.configuration)
    return editor.commands(edit.commands())
  }
}
