/// Observations by what they are about, so that each of many cases finds its own without looking at all of them.
struct SubjectIndex {
  private let observations: [Observation]
  private var aboutMachine: [Int] = []
  private var numbers: [Subject.Aspect: [String: [Int]]] = [:]

  init(_ observations: [Observation]) {
    self.observations = observations
    for (number, observation) in observations.enumerated() {
      if observation.subject.isWholeMachine { aboutMachine.append(number) }
      for (aspect, value) in observation.subject.aspects where aspect != .host {
        numbers[aspect, default: [:]][value, default: []].append(number)
      }
    }
  }

  /// The observations whose subjects join a subject, in their order.
  func observations(joining subject: Subject) -> [Observation] {
    if subject.isWholeMachine { return observations.filter { $0.subject.joins(subject) } }
    var candidates = Set(aboutMachine)
    for (aspect, value) in subject.aspects where aspect != .host {
      candidates.formUnion(numbers[aspect]?[value] ?? [])
    }
    return candidates.sorted().map { observations[$0] }.filter { $0.subject.joins(subject) }
  }
}
