/// The status line and headers of a response while they are being read, line by line.
struct ResponseHead {
  private(set) var version = HTTPVersion.http11
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var headers: [HTTPHeader] = []
  private(set) var interimStatuses: [Int] = []
  private(set) var deviations: [ResponseDeviation] = []
  private(set) var hasStatus = false
  private(set) var isComplete = false
  var framing = BodyFraming.untilClose

  /// Whether a further answer follows this one (RFC 9110, section 15.2).
  var isInterim: Bool { (100..<200).contains(status) && status != 101 }

  mutating func note(_ deviation: ResponseDeviation) {
    if !deviations.contains(deviation) { deviations.append(deviation) }
  }

  /// Takes one line; true when it was the empty one that ends the head.
  mutating func take(_ line: [UInt8]) throws(MalformedResponse) -> Bool {
    if !hasStatus {
      if line.isEmpty {
        note(.blankLinesFirst)
      } else {
        try takeStatus(line)
      }
      return false
    }
    guard !line.isEmpty else {
      isComplete = true
      return true
    }
    try takeHeader(line)
    return false
  }

  private mutating func takeStatus(_ line: [UInt8]) throws(MalformedResponse) {
    let text = decoded(line)
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    let numbers = parts[0].dropFirst(5).split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard text.hasPrefix("HTTP/"), (1...2).contains(numbers.count), let major = numbers[0], (0...9).contains(major),
      let minor = numbers.count == 2 ? numbers[1] : 0, (0...9).contains(minor), parts.count >= 2,
      parts[1].utf8.count == 3, let code = Int(parts[1]), code >= 100
    else { throw .statusLine(String(text.prefix(200))) }
    version = HTTPVersion(major, minor)
    status = code
    reason = parts.count > 2 ? String(parts[2]) : ""
    hasStatus = true
  }

  private mutating func takeHeader(_ line: [UInt8]) throws(MalformedResponse) {
    if line[0] == 0x20 || line[0] == 0x09 {
      guard let last = headers.indices.last else { throw .headerLine(excerpt(line)) }
      headers[last].value += " " + decoded(line).trimmingBlanks()
      return note(.foldedHeader)
    }
    guard let colon = line.firstIndex(of: 0x3a) else { throw .headerLine(excerpt(line)) }
    var name = line[..<colon]
    while let last = name.last, last == 0x20 || last == 0x09 {
      name.removeLast()
      note(.blankBeforeColon)
    }
    guard !name.isEmpty, name.allSatisfy(HTTPRequest.isTokenByte), !line.contains(0) else {
      throw .headerLine(excerpt(line))
    }
    headers.append(
      HTTPHeader(String(decoding: name, as: UTF8.self), decoded(Array(line[(colon + 1)...])).trimmingBlanks()))
  }

  private mutating func decoded(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    note(.headerNotUTF8)
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private func excerpt(_ line: [UInt8]) -> String { String(decoding: line.prefix(200), as: UTF8.self) }

  /// Keeps the interim status and makes ready for the next head.
  mutating func restartAfterInterim() throws(MalformedResponse) {
    guard interimStatuses.count < 16 else { throw .tooManyInterimAnswers }
    interimStatuses.append(status)
    hasStatus = false
    isComplete = false
    headers = []
  }
}
