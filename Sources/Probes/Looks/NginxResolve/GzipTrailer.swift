import Linux
import SystemPackage

/// The last eight bytes of a gzip file: the checksum and the length of what was packed (RFC 1952, section 2.3.1).
struct GzipTrailer {
  private let checksum: UInt32
  private let length: UInt32

  /// Reads it; nil where the file cannot be read or is too short to have one.
  init?(of file: Place, on machine: any Machine) {
    guard let end = machine.bytes(of: file, limit: 8, fromEnd: true), end.count == 8 else { return nil }
    func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    checksum = number(end[..<4])
    length = number(end[4...])
  }

  /// Whether a file holds what was packed; nil where it is too large for a short look.
  func fits(_ file: Place, on machine: any Machine) -> Bool? {
    guard let status = machine.file(at: file), status.size <= 8 << 20 else { return nil }
    guard UInt32(truncatingIfNeeded: status.size) == length else { return false }
    return machine.bytes(of: file, limit: 8 << 20).map { Self.checksum(of: $0) == checksum }
  }

  /// CRC-32 as gzip has it, reflected, with the polynomial 0xEDB88320.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = (sum >> 8) ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) -> UInt32 in
    var value = index
    for _ in 0..<8 {
      let half = value >> 1
      value = value & 1 == 0 ? half : half ^ 0xEDB8_8320
    }
    return value
  }
}
