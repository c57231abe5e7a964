/// One question as sent, by which its answer is recognised.
struct DNSQuestion: Sendable {
  let identifier: UInt16
  let name: String
  let type: DNSRecordType
  let bytes: [UInt8]

  /// Makes a question with an unpredictable identifier; nil when the name does not fit the format.
  init?(_ name: String, _ type: DNSRecordType) {
    let identifier = UInt16.random(in: .min ... .max)
    guard let bytes = DNSMessage.query(identifier: identifier, name: name, type: type) else { return nil }
    self.identifier = identifier
    self.name = name.lowercased()
    self.type = type
    self.bytes = bytes
  }

  /// The reply that some bytes are; nil when they answer another question and waiting goes on.
  func reply(from bytes: [UInt8]) -> DNSReply? {
    guard bytes.count >= 2, UInt16(bytes[0]) << 8 | UInt16(bytes[1]) == identifier else { return nil }
    guard let message = DNSMessage(parsing: bytes) else { return .malformed }
    guard message.question == name, message.questionType == type.rawValue else { return nil }
    return .message(message)
  }
}
