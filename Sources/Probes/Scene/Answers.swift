import Wire

/// What was answered to the cases that were asked: a stage's result, handed to the next.
public struct Answers: Sendable {
  /// What the live server answered.
  var exchanges: [Case: Exchange] = [:]
  /// What the redirects of an answer ended in.
  var ends: [Case: Exchange] = [:]
  /// What the application behind nginx answered, asked past nginx.
  var upstreams: [Case: Exchange] = [:]
  /// Requests that turned out to be worth examining.
  var cases: [Case] = []

  init() {}

  /// Adds what another look was answered; the later answer to a case counts.
  mutating func add(_ others: Answers) {
    exchanges.merge(others.exchanges) { $1 }
    ends.merge(others.ends) { $1 }
    upstreams.merge(others.upstreams) { $1 }
    cases += others.cases
  }
}
