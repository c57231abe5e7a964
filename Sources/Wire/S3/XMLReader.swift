/// Builds an XML document from bytes as they come, within fixed bounds of depth, count and length.
///
/// It reads what S3 answers are made of: elements, text, CDATA, comments, the five predefined entities and character
/// references. Attributes are passed over; a document type is refused, and with it every entity bomb.
public struct XMLReader: Sendable {
  private static let depthLimit = 32
  private static let countLimit = 100_000
  private static let textLimit = 64 * 1024
  private static let markupLimit = 64 * 1024

  private var open: [XMLElement] = []
  private var root: XMLElement?
  private var count = 0
  private var text: [UInt8] = []
  private var markup: [UInt8] = []
  private var inMarkup = false
  private var quote: UInt8?
  private var failure: XMLProblem?

  /// Makes a reader that has read nothing.
  public init() {}

  /// Takes the next bytes.
  public mutating func consume(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if failure != nil { return }
      do throws(XMLProblem) {
        if inMarkup { try takeMarkup(byte) } else { try takeText(byte) }
      } catch {
        failure = error
      }
    }
  }

  /// The document, and whether it came to its end; elements still open are closed.
  public consuming func finish() -> Result<(root: XMLElement, isComplete: Bool), XMLProblem> {
    if let failure { return .failure(failure) }
    let isComplete = open.isEmpty
    while !open.isEmpty { close() }
    guard let root else { return .failure(.notXML) }
    return .success((root, isComplete))
  }

  private mutating func takeText(_ byte: UInt8) throws(XMLProblem) {
    guard byte != 0x3c else {
      inMarkup = true
      return try flushText()
    }
    if open.isEmpty {
      // Outside of the root only blanks may stand, and a byte order mark before it.
      guard [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains(byte) else { throw .notXML }
      return
    }
    text.append(byte)
    guard text.count <= XMLReader.textLimit else { throw .tooLarge }
  }

  private mutating func takeMarkup(_ byte: UInt8) throws(XMLProblem) {
    let isElement = markup.first.map { $0 != 0x21 && $0 != 0x3f } ?? true
    if isElement, byte == 0x22 || byte == 0x27 {
      if quote == nil { quote = byte } else if quote == byte { quote = nil }
    }
    guard byte == 0x3e, quote == nil, endsMarkup else {
      markup.append(byte)
      guard markup.count <= XMLReader.markupLimit else { throw .tooLarge }
      return
    }
    let token = markup
    markup = []
    inMarkup = false
    try take(token)
  }

  private var endsMarkup: Bool {
    if markup.starts(with: "!--".utf8) { return markup.count >= 5 && markup.suffix(2).elementsEqual("--".utf8) }
    if markup.starts(with: "![CDATA[".utf8) { return markup.suffix(2).elementsEqual("]]".utf8) }
    if markup.first == 0x3f { return markup.count >= 2 && markup.last == 0x3f }
    return true
  }

  private mutating func take(_ token: [UInt8]) throws(XMLProblem) {
    if token.starts(with: "![CDATA[".utf8) {
      guard !open.isEmpty else { throw .malformed }
      append(String(decoding: token.dropFirst(8).dropLast(2), as: UTF8.self))
    } else if token.first == 0x21 {
      guard token.starts(with: "!--".utf8) else { throw .documentType }
    } else if token.first == 0x2f {
      guard let last = open.last, last.name == localName(token.dropFirst()) else { throw .malformed }
      close()
    } else if token.first != 0x3f {
      try start(token)
    }
  }

  private mutating func start(_ token: [UInt8]) throws(XMLProblem) {
    let name = localName(token[...])
    guard !name.isEmpty, root == nil else { throw .malformed }
    count += 1
    guard open.count < XMLReader.depthLimit, count <= XMLReader.countLimit else { throw .tooLarge }
    open.append(XMLElement(name: name, text: "", children: []))
    if token.last == 0x2f { close() }
  }

  private mutating func close() {
    guard let element = open.popLast() else { return }
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }

  private mutating func flushText() throws(XMLProblem) {
    defer { text = [] }
    guard !open.isEmpty, !text.allSatisfy({ [0x20, 0x09, 0x0a, 0x0d].contains($0) }) else { return }
    guard let resolved = XMLReader.resolvingReferences(text) else { throw .malformed }
    append(resolved)
  }

  private mutating func append(_ addition: String) {
    open[open.count - 1].text += addition
  }

  private func localName(_ token: ArraySlice<UInt8>) -> String {
    let name = token.prefix { ![0x20, 0x09, 0x0a, 0x0d, 0x2f].contains($0) }
    let local = name.lastIndex(of: 0x3a).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }
}
