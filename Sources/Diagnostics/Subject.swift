/// What an observation or a cause is about: the case that evidence joins by.
public struct Subject: Sendable, Hashable {
  /// The aspects by which observations are joined, the most telling first.
  public enum Aspect: String, Sendable, CaseIterable, Comparable {
    case url, route, bucket, key, path, mount, process, server, file
    /// The machine or container, where a report tells of several: what two of them saw is never one case.
    case host

    public static func < (left: Aspect, right: Aspect) -> Bool {
      guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right) else { return false }
      return first < second
    }
  }

  /// The value of each aspect that is known.
  public var aspects: [Aspect: String]

  /// A subject of these aspects; without any it is the whole machine.
  public init(_ aspects: [Aspect: String] = [:]) {
    self.aspects = aspects
  }

  /// The value of one aspect.
  public subscript(aspect: Aspect) -> String? {
    get { aspects[aspect] }
    set { aspects[aspect] = newValue }
  }

  /// This subject with the aspects of another added where it has none.
  public func filled(from other: Subject) -> Subject {
    Subject(aspects.merging(other.aspects) { own, _ in own })
  }

  /// Whether it is about a whole machine, and no aspect of it.
  public var isWholeMachine: Bool { aspects.keys.allSatisfy { $0 == .host } }

  /// Whether two observations may be evidence of one case: they are of one machine, and the first aspect that both have is
  /// equal, or one of them is about the whole machine.
  public func joins(_ other: Subject) -> Bool {
    if let own = aspects[.host], let others = other.aspects[.host], own != others { return false }
    if isWholeMachine || other.isWholeMachine { return true }
    for aspect in Aspect.allCases where aspect != .host {
      if let own = aspects[aspect], let others = other.aspects[aspect] { return own == others }
    }
    return false
  }
}

extension Subject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Aspect, String)...) {
    self.init(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}
