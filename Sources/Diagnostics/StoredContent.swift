import Notation

/// Where sentence and fields of an observation stand in the bytes of a stored report.
///
/// A report may hold very many observations, of which most formats tell few: a dictionary for each would take several times
/// the memory of the file.
public struct StoredContent: Sendable {
  /// The whole report, shared by all its observations.
  private let bytes: [UInt8]
  private let summaryStart: UInt32?
  private let dataStart: UInt32?

  /// - Parameters:
  ///   - bytes: JSON that was read and found right.
  ///   - summary: where a string begins in it; nil where there is no sentence.
  ///   - data: where an object begins in it; nil where there are no fields.
  public init(in bytes: [UInt8], summary: Int?, data: Int?) {
    self.bytes = bytes
    summaryStart = summary.flatMap(UInt32.init(exactly:))
    dataStart = data.flatMap(UInt32.init(exactly:))
  }

  var summary: String { value(at: summaryStart)?.text ?? "" }
  var data: [String: Value] { value(at: dataStart)?.members ?? [:] }

  private func value(at start: UInt32?) -> Value? {
    start.flatMap { try? JSONReader.value(bytes, at: Int($0)) }
  }
}
