public import Notation

/// What an observation has to be like to count: a fact's kind and demands on its fields.
public struct Condition: Sendable, Hashable {
  /// What is demanded of one field.
  public enum Demand: Sendable, Hashable {
    /// The field has one of these values.
    case oneOf([Value])
    /// The field has none of these values (or is absent).
    case noneOf([Value])
    /// The field is there and not null.
    case present
    /// The field is a number in this closed range.
    case between(Double, Double)
  }

  public let kind: String
  public let demands: [String: Demand]

  public init(kind: String, demands: [String: Demand] = [:]) {
    self.kind = kind
    self.demands = demands
  }

  /// Whether this observation is of the kind and meets every demand.
  public func matches(_ observation: Observation) -> Bool {
    observation.kind == kind
      && demands.allSatisfy { field, demand in demand.accepts(observation.data[field] ?? .null) }
  }
}

extension Condition.Demand {
  func accepts(_ value: Value) -> Bool {
    switch self {
    case .oneOf(let wanted):
      value.elements.contains { wanted.contains($0) } || (value == .null && wanted.contains(.null))
    case .noneOf(let unwanted): !value.elements.contains { unwanted.contains($0) }
    case .present: value != .null
    case .between(let low, let high): value.number.map { low <= $0 && $0 <= high } ?? false
    }
  }
}

extension Condition {
  /// Reads `{ path.denied: { at: ancestor, need: [r, x], size: ">=10" } }`.
  ///
  /// - Throws: `CatalogueProblem` where it is not an object with one fact.
  init(_ value: Value, at place: String) throws(CatalogueProblem) {
    guard let members = value.members, members.count == 1, let (kind, fields) = members.first else {
      throw CatalogueProblem(place: place, message: "a condition names one fact: { path.denied: { at: ancestor } }")
    }
    var demands: [String: Demand] = [:]
    for (field, wanted) in fields.members ?? [:] { demands[field] = Demand(wanted) }
    if fields.members == nil, fields != .null {
      throw CatalogueProblem(place: place, message: "the demands on \(kind) are fields: { \(kind): { field: value } }")
    }
    self.init(kind: kind, demands: demands)
  }
}

extension Condition.Demand {
  /// Reads a demand: a value, a list of values, `"*"` for any, `{ not: … }`, or `">=10"`, `"<10"`.
  init(_ value: Value) {
    if let unwanted = value.members?["not"] {
      self = .noneOf(unwanted.elements)
    } else if value == .string("*") {
      self = .present
    } else if let text = value.text, let range = Self.range(text) {
      self = .between(range.0, range.1)
    } else {
      self = .oneOf(value == .null ? [.null] : value.elements)
    }
  }

  private static func range(_ text: String) -> (Double, Double)? {
    func number(_ count: Int) -> Double? { Double(text.dropFirst(count).drop(while: { $0 == " " })) }
    if text.hasPrefix(">="), let low = number(2) { return (low, .infinity) }
    if text.hasPrefix("<="), let high = number(2) { return (-.infinity, high) }
    if text.hasPrefix(">"), let low = number(1) { return (low.nextUp, .infinity) }
    if text.hasPrefix("<"), let high = number(1) { return (-.infinity, high.nextDown) }
    return nil
  }
}
