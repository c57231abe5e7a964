extension ResponseHead {
  /// Decides where the body ends, in the order of RFC 9112, section 6.3.
  mutating func decideFraming(method: String) throws(MalformedResponse) {
    let codings = headers.members("Transfer-Encoding").map { $0.lowercased() }
    let lengths = headers.members("Content-Length")
    if method == "HEAD" || status == 204 || status == 304 || status < 200 {
      framing = .none
    } else if !codings.isEmpty {
      if !lengths.isEmpty { note(.lengthBesideTransferCoding) }
      if codings.last != "chunked" { note(.unknownTransferCoding) }
      framing = codings.last == "chunked" ? .chunked : .untilClose
    } else if let first = lengths.first {
      let isNumber = first.utf8.allSatisfy { (0x30...0x39).contains($0) }
      guard isNumber, let length = Int(first), lengths.allSatisfy({ $0 == first }) else {
        throw .contentLength(Array(lengths.prefix(8)))
      }
      if lengths.count > 1 { note(.repeatedLength) }
      framing = .length(length)
    } else {
      framing = .untilClose
    }
  }
}

extension BodyFraming {
  /// The length known beforehand.
  var announcedLength: Int? {
    switch self {
    case .length(let length): length
    case .stream(let length): length
    case .none, .chunked, .untilClose: nil
    }
  }
}
