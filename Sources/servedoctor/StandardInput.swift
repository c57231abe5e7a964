import CLinux
import Glibc

/// All of standard input.
enum StandardInput {
  static func all() -> [UInt8] {
    clinux_say_spoken()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension StandardInput {
  /// Its lines, empty ones left out.
  static func lines() -> [String] {
    String(decoding: all(), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
