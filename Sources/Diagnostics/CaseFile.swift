/// The observations that concern one case: a URL, a route, or whatever else evidence is about.
struct CaseFile {
  let subject: Subject
  let observations: [Observation]
  private let byKind: [String: [Observation]]

  init(subject: Subject, observations: [Observation]) {
    self.subject = subject
    self.observations = observations
    byKind = Dictionary(grouping: observations, by: \.kind)
  }

  /// The cases of an examination, each with the observations that concern it.
  ///
  /// Every URL and every route is a case; what is about neither is a case of its own aspect. Observations of the whole
  /// machine concern every case.
  static func all(of observations: [Observation]) -> [CaseFile] {
    var subjects: [Subject] = []
    var seen: Set<Subject> = []
    for observation in observations {
      let subject = Self.anchor(of: observation.subject)
      if seen.insert(subject).inserted { subjects.append(subject) }
    }
    if subjects.isEmpty { subjects = [[:]] }
    let routed = Set(subjects.filter { $0[.url] != nil }.compactMap { $0[.route] })
    let hosts = Set(subjects.filter { !$0.isWholeMachine }.map { $0[.host] })
    let isAlone = subjects.allSatisfy(\.isWholeMachine)
    let index = SubjectIndex(observations)
    return subjects.filter { subject in
      !subject.isWholeMachine
        || (subject[.host] == nil ? subjects.count == 1 : isAlone || !hosts.contains(subject[.host]))
    }.compactMap { subject in
      let own = index.observations(joining: subject)
      let isRouteSeenByURL = subject[.url] == nil && subject[.route].map(routed.contains) == true
      if isRouteSeenByURL, own.allSatisfy({ $0.subject.isWholeMachine }) { return nil }
      return CaseFile(subject: subject, observations: own)
    }
  }

  private static func anchor(of subject: Subject) -> Subject {
    var anchor = Subject()
    anchor[.host] = subject[.host]
    if let url = subject[.url] {
      anchor[.url] = url
      anchor[.route] = subject[.route]
      return anchor
    }
    for aspect in Subject.Aspect.allCases where aspect != .host {
      if let value = subject[aspect] {
        anchor[aspect] = value
        return anchor
      }
    }
    return anchor
  }

  func observations(of kind: String) -> [Observation] { byKind[kind] ?? [] }

  /// The first observation that meets a condition.
  func match(_ condition: Condition) -> Observation? {
    observations(of: condition.kind).first(where: condition.matches)
  }

  /// Observations that meet all conditions, one each, and are about one thing; nil where there are none.
  func proof(_ conditions: [Condition]) -> [Observation]? {
    func extend(_ chosen: [Observation], _ rest: ArraySlice<Condition>) -> [Observation]? {
      guard let condition = rest.first else { return chosen }
      for candidate in observations(of: condition.kind) where condition.matches(candidate) {
        guard chosen.allSatisfy({ $0.subject.joins(candidate.subject) }) else { continue }
        if let found = extend(chosen + [candidate], rest.dropFirst()) { return found }
      }
      return nil
    }
    return conditions.isEmpty ? nil : extend([], conditions[...])
  }

  /// What was seen instead of a finding that was looked for: another value of the fact, or its contrary.
  func contrary(to condition: Condition, in vocabulary: Vocabulary) -> Observation? {
    if let other = observations(of: condition.kind).first(where: { !condition.matches($0) }) { return other }
    for kind in vocabulary[condition.kind]?.contraries ?? [] {
      if let contrary = observations(of: kind).first { return contrary }
    }
    return nil
  }
}
