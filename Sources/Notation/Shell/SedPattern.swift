/// A basic regular expression of GNU sed, in which what is interpolated stands for just itself.
///
/// `#"^\( *\)\#(name)="#` finds lines that begin with any blanks, the name, whatever its characters are, and an equals sign.
/// A line break that is interpolated matches none, since sed looks at one line at a time. Between the brackets of a set
/// of characters nothing can be interpolated.
public struct SedPattern: Sendable, Hashable, ExpressibleByStringInterpolation {
  let pieces: [SedPiece]

  public typealias StringInterpolation = SedPiece.Interpolation

  public init(stringInterpolation: SedPiece.Interpolation) { pieces = stringInterpolation.pieces }
  public init(stringLiteral value: String) { pieces = [.source(value)] }

  /// The whole of a line.
  public init(line: [UInt8]) { pieces = [.source("^"), .text(line), .source("$")] }

  /// The pattern between two delimiters.
  func written(delimiter: Unicode.Scalar) -> String {
    pieces.map { $0.written(special: "\\.*[]^$", delimiter: delimiter) }.joined()
  }
}
