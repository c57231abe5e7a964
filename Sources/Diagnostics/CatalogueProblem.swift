/// A mistake in a cause file: where it is and what is wrong with it.
public struct CatalogueProblem: Error, Sendable, Hashable {
  /// `checks/access/x.yml:12`, as exactly as it is known.
  public let place: String
  public let message: String

  public init(place: String, message: String) {
    self.place = place
    self.message = message
  }
}

extension CatalogueProblem: CustomStringConvertible {
  public var description: String { "\(place): \(message)" }
}
