import Diagnostics
import Notation
import Wire

/// What a page asks the browser to fetch.
struct PageReferences {
  /// One reference, as it stands in the page and where it leads.
  struct Reference: Hashable {
    enum Kind: String, Sendable {
      case script, module, style, image, font, media, frame, manifest, preload, icon
    }

    let kind: Kind
    let text: String
    let url: WebURL
    /// Whether the browser asks with CORS: module scripts, fonts, and what has `crossorigin`.
    let needsCORS: Bool

    /// Whether browsers block it on an https page where it is http; pictures and films they fetch by https instead.
    var isActive: Bool { ![.image, .media, .icon].contains(kind) }
  }

  let base: WebURL
  let references: [Reference]

  /// Reads a page's markup, as much as came of it.
  init(_ body: [UInt8], at url: WebURL) {
    let tags = MarkupScanner(body).tags()
    let named = tags.first { $0.name == "base" }?.attributes["href"].flatMap { try? url.resolving($0) }
    let base = named ?? url
    var seen: Set<Reference> = []
    self.base = base
    references = tags.flatMap { Self.references(of: $0, from: base) }.filter { seen.insert($0).inserted }
  }

  /// The URLs of scripts and style sheets of an HTML answer; none for other answers.
  static func assets(of response: HTTPResponse, at url: WebURL) -> [String] {
    guard response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true else { return [] }
    let page = PageReferences(response.body, at: url)
    return page.references.filter { [.script, .module, .style].contains($0.kind) }.prefix(12).map { "\($0.url)" }
  }

  private static func references(of tag: MarkupScanner.Tag, from base: WebURL) -> [Reference] {
    let attributes = tag.attributes
    let hasCrossOrigin = attributes["crossorigin"] != nil
    func reference(_ kind: Reference.Kind, _ attribute: String, cors: Bool = false) -> [Reference] {
      guard let text = attributes[attribute], !text.isEmpty, let url = try? base.resolving(text) else { return [] }
      return [Reference(kind: kind, text: text, url: url, needsCORS: cors || hasCrossOrigin)]
    }
    switch tag.name {
    case "script":
      let isModule = attributes["type"]?.lowercased() == "module"
      return reference(isModule ? .module : .script, "src", cors: isModule)
    case "link": return link(attributes, reference)
    case "img": return reference(.image, "src") + set(attributes["srcset"], from: base)
    case "source": return reference(.media, "src") + set(attributes["srcset"], from: base)
    case "video", "audio", "track": return reference(.media, "src") + reference(.image, "poster")
    case "iframe", "frame", "embed": return reference(.frame, "src")
    case "object": return reference(.frame, "data")
    case "input": return attributes["type"]?.lowercased() == "image" ? reference(.image, "src") : []
    default: return []
    }
  }

  private static func link(
    _ attributes: [String: String], _ reference: (Reference.Kind, String, Bool) -> [Reference]
  ) -> [Reference] {
    let relations = (attributes["rel"] ?? "").lowercased().split(separator: " ").map(String.init)
    if relations.contains("stylesheet") { return reference(.style, "href", false) }
    if relations.contains("modulepreload") { return reference(.module, "href", true) }
    if relations.contains("manifest") { return reference(.manifest, "href", false) }
    if relations.contains("preload") {
      let isFont = attributes["as"]?.lowercased() == "font"
      return reference(isFont ? .font : .preload, "href", isFont)
    }
    return relations.contains("icon") ? reference(.icon, "href", false) : []
  }

  private static func set(_ text: String?, from base: WebURL) -> [Reference] {
    (text ?? "").split(separator: ",").compactMap { candidate in
      guard let first = candidate.split(whereSeparator: \.isWhitespace).first.map(String.init),
        let url = try? base.resolving(first)
      else { return nil }
      return Reference(kind: .image, text: first, url: url, needsCORS: false)
    }
  }
}
