/// The right side of a substitution by GNU sed, in which what is interpolated stands for just itself.
///
/// `#"\1\#(value)"#` puts what the first group matched, and the value behind it, whatever its characters are.
public struct SedReplacement: Sendable, Hashable, ExpressibleByStringInterpolation {
  let pieces: [SedPiece]

  public typealias StringInterpolation = SedPiece.Interpolation

  public init(stringInterpolation: SedPiece.Interpolation) { pieces = stringInterpolation.pieces }
  public init(stringLiteral value: String) { pieces = [.source(value)] }

  /// A text that stands for itself.
  public init(text: [UInt8]) { pieces = [.text(text)] }

  func written(delimiter: Unicode.Scalar) -> String {
    pieces.map { $0.written(special: "\\&", delimiter: delimiter) }.joined()
  }
}
