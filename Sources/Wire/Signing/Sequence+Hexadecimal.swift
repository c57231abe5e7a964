extension Sequence<UInt8> {
  /// The bytes in lower-case hexadecimal.
  var hexadecimal: String {
    reduce(into: "") { text, byte in
      text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
    }
  }
}
