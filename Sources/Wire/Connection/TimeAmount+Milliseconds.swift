import NIOCore

extension TimeAmount {
  /// The amount in milliseconds, with its fraction.
  var milliseconds: Double { Double(nanoseconds) / 1e6 }
}
