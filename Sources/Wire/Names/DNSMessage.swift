import Notation

/// A DNS message as RFC 1035, section 4 lays it out, as far as address lookups need it.
struct DNSMessage: Sendable, Hashable {
  /// One resource record of the answer section.
  struct Record: Sendable, Hashable {
    var name: String
    var type: UInt16
    var address: IPAddress?
    var alias: String?
  }

  var identifier: UInt16
  var isTruncated: Bool
  var responseCode: Int
  var question: String
  var questionType: UInt16
  var answers: [Record]

  /// The bytes of a recursive query; nil when the name does not fit the format.
  static func query(identifier: UInt16, name: String, type: DNSRecordType) -> [UInt8]? {
    var bytes: [UInt8] = [UInt8(identifier >> 8), UInt8(identifier & 0xff), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    for label in name.split(separator: ".", omittingEmptySubsequences: false) {
      guard (1...63).contains(label.utf8.count) else { return nil }
      bytes.append(UInt8(label.utf8.count))
      bytes += Array(label.utf8)
    }
    guard bytes.count <= 12 + 254 else { return nil }
    return bytes + [0, 0, UInt8(type.rawValue), 0, 1]
  }

  /// Reads a response with one question; nil when the bytes are anything else.
  init?(parsing bytes: [UInt8]) {
    var reader = DNSReader(bytes: bytes)
    guard let identifier = reader.uint16(), let flags = reader.uint16(), flags & 0x8000 != 0,
      let questions = reader.uint16(), questions == 1, let answerCount = reader.uint16(),
      reader.skip(4), let name = reader.name(), let type = reader.uint16(), reader.skip(2)
    else { return nil }
    self.identifier = identifier
    isTruncated = flags & 0x0200 != 0
    responseCode = Int(flags & 0x000f)
    question = name
    questionType = type
    answers = []
    for _ in 0..<answerCount {
      guard let record = reader.record() else {
        if isTruncated { return }
        return nil
      }
      answers.append(record)
    }
  }

  /// The addresses that the question's name leads to through the aliases in the answer, and those aliases.
  func addresses(ofType type: DNSRecordType) -> (addresses: [IPAddress], aliases: [String]) {
    var name = question
    var aliases: [String] = []
    while aliases.count < 16,
      let alias = answers.first(where: { $0.name == name && $0.alias != nil })?.alias
    {
      aliases.append(alias)
      name = alias
    }
    let found = answers.filter { $0.name == name && $0.type == type.rawValue }.compactMap(\.address)
    return (found, aliases)
  }
}
