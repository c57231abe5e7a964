/// A directive whose effect is not modelled, and on which this answer depends.
public struct Unknown: Hashable, Sendable {
  /// Which part of the answer is in doubt.
  public enum Effect: Hashable, Sendable {
    /// Server, location, file or status may be others.
    case route
    /// Only a header's presence or value is in doubt.
    case headers
  }

  public var directive: String
  public var reason: String
  public var position: Position?
  public var effect: Effect

  public init(directive: String, reason: String, position: Position?, effect: Effect) {
    self.directive = directive
    self.reason = reason
    self.position = position
    self.effect = effect
  }
}
