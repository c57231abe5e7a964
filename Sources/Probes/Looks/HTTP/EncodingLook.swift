import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Whether length and coding of an answer are what its headers say, also for clients that accept compression.
struct EncodingLook {
  let look: AnswerLook

  init(_ look: AnswerLook) { self.look = look }

  func record() async {
    if let problem = framing(look.response) { return record(problem) }
    guard look.response.status == 200, look.response.bodyLength > 0 else { return }
    if let problem = coding(look.response) { return record(problem) }
    guard isCompressible else { return }
    let packed = await look.requester.again(
      look.examined, at: look.url, headers: [HTTPHeader("Accept-Encoding", "gzip, deflate, br")])
    guard let response = packed.response, response.status == 200 else { return }
    if let problem = framing(response) ?? coding(response) { record(problem) }
  }

  private var isCompressible: Bool {
    let type = look.response.headers.first("Content-Type")?.lowercased() ?? ""
    return type.hasPrefix("text/") || ["javascript", "json", "xml", "svg"].contains { type.contains($0) }
  }

  private struct Problem {
    let word: HTTPBodyBroken.Problem
    let sentence: String
    var expected: Int?
    var received: Int?
    var declared: String?
  }

  private func framing(_ response: HTTPResponse) -> Problem? {
    switch response.completeness {
    case .truncated(let expected, let received):
      return Problem(
        word: .truncated,
        sentence: expected.map { "Content-Length announces \($0) bytes, and the connection ends after \(received)" }
          ?? "The chunked body breaks off after \(received) bytes", expected: expected, received: received)
    case .badChunking: return Problem(word: .badChunking, sentence: "The chunked coding of the body is broken")
    case .reset:
      return Problem(
        word: .truncated, sentence: "The connection is reset after \(response.bodyLength) bytes of the body")
    default: break
    }
    guard response.deviations.contains(.bytesAfterBody) else { return nil }
    return Problem(word: .longer, sentence: "More bytes follow than Content-Length announces")
  }

  private func coding(_ response: HTTPResponse) -> Problem? {
    let declared = response.headers.first("Content-Encoding")
    switch response.codingVerdict {
    case .notEncoded(let coding, let found):
      return Problem(
        word: .notEncoded,
        sentence:
          "Content-Encoding says \(coding), and the body is \(found.map { "in \($0.rawValue)" } ?? "not compressed")",
        declared: coding)
    case .undeclared(let coding) where !isArchive(response):
      return Problem(
        word: .undeclared, sentence: "The body is compressed (\(coding.rawValue)) and no Content-Encoding says so",
        declared: declared)
    case .consistent(.gzip) where isTwice(response):
      return Problem(
        word: .double, sentence: "The body is compressed twice: what is in the gzip is gzip again", declared: declared)
    default: return nil
    }
  }

  /// Whether the file is compressed by its own kind.
  private func isArchive(_ response: HTTPResponse) -> Bool {
    let type = response.headers.first("Content-Type")?.lowercased() ?? ""
    let name = HashedName.last(ofURL: look.examined.url).lowercased()
    return ["gzip", "zstd", "compressed", "octet-stream", "tar"].contains { type.contains($0) }
      || [".gz", ".tgz", ".zst", ".svgz", ".z"].contains { name.hasSuffix($0) }
  }

  private func isTwice(_ response: HTTPResponse) -> Bool {
    guard let inner = Inflater.gzipStart(response.body) else { return false }
    return ContentCoding(bodyStart: inner) == .gzip && !isArchive(response)
  }

  // MARK: who does it

  private func record(_ problem: Problem) {
    var fact = HTTPBodyBroken(
      declared: problem.declared, expected: problem.expected, problem: problem.word, received: problem.received)
    if let editor = look.editor { complete(&fact, editor) }
    look.record(fact, "\(problem.sentence) (\(look.examined.url))")
  }

  /// Names the directive of nginx that hides or invents the header.
  private func complete(_ fact: inout HTTPBodyBroken, _ editor: ConfigurationEditor) {
    let settings = editor.settings
    var directive: Directive?
    switch fact.problem {
    case .undeclared:
      directive = settings?.directives("proxy_hide_header").last {
        $0.arguments.first?.lowercased() == "content-encoding"
      }
    case .notEncoded, .double:
      directive = settings?.directives("add_header").last { $0.arguments.first?.lowercased() == "content-encoding" }
    default: break
    }
    guard let directive else {
      fact.by = editor.answer.upstream == nil ? .nginx : .app
      return
    }
    fact.by = .nginx
    fact.directive = directive.text
    fact.commands = editor.commands(Edit(.remove, of: directive, in: editor.instance.configuration).commands())
    (fact.file, fact.line) = (directive.position.file, directive.position.line)
  }
}
