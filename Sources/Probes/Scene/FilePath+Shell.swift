import Diagnostics
import Linux
import SystemPackage

extension FilePath {
  /// The path as one word of a shell, byte for byte: bytes that are not UTF-8 as `$'\\xHH'`.
  var shellQuoted: String {
    let bytes = bytes
    if let text = String(validating: bytes, as: UTF8.self) { return text.shellQuoted }
    return "$'"
      + bytes.map { byte in
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") { return "\\" + String(Unicode.Scalar(byte)) }
        if byte >= 0x20, byte < 0x7f { return String(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
      }.joined() + "'"
  }
}
