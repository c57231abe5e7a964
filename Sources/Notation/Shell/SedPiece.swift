/// A part of a pattern or a replacement of sed.
public enum SedPiece: Sendable, Hashable {
  /// What is written in sed's own language.
  case source(String)
  /// What stands for itself, in bytes.
  case text([UInt8])

  /// Takes the literal parts of a string for sed's language, and the interpolated ones for text.
  public struct Interpolation: StringInterpolationProtocol {
    var pieces: [SedPiece] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { pieces.append(.source(literal)) }

    /// Appends a text that stands for itself.
    public mutating func appendInterpolation(_ text: some StringProtocol) { pieces.append(.text(Array(text.utf8))) }

    /// Appends bytes that stand for themselves, such as a path's.
    public mutating func appendInterpolation(_ bytes: [UInt8]) { pieces.append(.text(bytes)) }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: some BinaryInteger) { appendInterpolation(String(number)) }
  }

  /// - Parameter special: the characters that mean something in this place, written with a backslash.
  func written(special: String, delimiter: Unicode.Scalar) -> String {
    switch self {
    case .source(let source): source
    case .text(let bytes):
      HiddenBytes.escaped(bytes, hidden: Self.escape) { scalar in
        if scalar == "\n" { return "\\n" }
        return scalar == delimiter || special.unicodeScalars.contains(scalar) ? "\\\(scalar)" : nil
      }
    }
  }

  /// A byte in sed's own notation.
  static func escape(_ byte: UInt8) -> String {
    byte == UInt8(ascii: "\t") ? "\\t" : "\\x" + Hexadecimal.number(byte, digits: 2)
  }

  /// Whether it is written in sed's own language.
  var isSource: Bool { if case .source = self { true } else { false } }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .source(let source): source.unicodeScalars.contains(scalar)
    case .text(let bytes): bytes.contains(UInt8(ascii: scalar))
    }
  }
}
