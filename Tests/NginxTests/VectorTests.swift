import Nginx
import Testing

/// Known answers, demanded of the model and of a real nginx alike.
@Suite(.serialized, .besideNginx) struct VectorTests {
  @Test(arguments: Vectors.all.indices)
  func answersAsKnown(index: Int) throws {
    let vectors = Vectors.all[index]
    let port = 18100 + index * 2
    let root = SiteComparison.root(port: port)
    let asked = try SiteComparison.ask(
      port: port, http: vectors.http, files: vectors.files, modes: vectors.modes, requests: vectors.rows.map(\.request))
    for (one, row) in zip(asked, vectors.rows) {
      let wanted = row.detail.replacing("ROOT", with: root).replacing("PORT", with: "\(port)")
      let comment: Comment = "\(vectors.name): \(one.line): \(one.answer.steps.joined(separator: "; "))"
      #expect(one.answer.certain, comment)
      if one.answer.handler != .proxy { #expect((one.answer.status ?? 444) == row.status, comment) }
      #expect((one.response?.status ?? 444) == row.status, comment)
      #expect(Self.isMet(wanted, by: one.answer, root: root), comment)
      #expect(one.response.map { Self.isMet(wanted, by: $0) } ?? wanted.isEmpty, comment)
      #expect(SiteComparison.difference(one.answer, one.response) == nil, comment)
    }
  }

  /// A detail is a file's path below the root, `Name: value` of a header, `!Name` of one that must be absent, or empty.
  private static func isMet(_ detail: String, by answer: Answer, root: String) -> Bool {
    if detail.hasPrefix("/") { return answer.file == root + detail }
    return isMet(detail, answer.headers.map { ($0.name, $0.value) })
  }

  private static func isMet(_ detail: String, by response: RawHTTP.Response) -> Bool {
    if detail.hasPrefix("/") {
      return response.status != 200 || response.body.elementsEqual("content of \(plain(detail))".utf8)
    }
    return isMet(detail, response.headers)
  }

  /// A path without the parts that the file system takes out.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == ".." { parts.removeLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func isMet(_ detail: String, _ headers: [(name: String, value: String)]) -> Bool {
    if detail.isEmpty { return true }
    if detail.hasPrefix("!") { return !headers.contains { $0.name == detail.dropFirst() } }
    let parts = detail.split(separator: ":", maxSplits: 1)
    let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
    return headers.contains { $0.name == parts[0] && $0.value == value }
  }
}
