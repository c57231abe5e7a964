import Diagnostics
import Facts
import Notation

/// The verdict over a whole examination in one line.
struct Headline {
  enum Outcome: Equatable {
    case cause(Verdict)
    case healthy, interrupted, undetermined
  }

  let outcome: Outcome
  /// `confirmed`, `healthy`, …: the line's first word.
  let word: String
  let sentence: String
  /// The sentence without what is at fault and without the cause's id.
  let title: String
  /// What is at fault, where a cause was found and its title does not say it.
  let culprit: String?

  init(_ report: Report) {
    if let first = report.diagnosis.toldCauses.first, !first.isHint, !Self.isUnrelated(first, in: report) {
      (outcome, word) = (.cause(first.verdict), first.verdict.rawValue)
      sentence = "\(first.told) (\(first.cause.id))"
      title = first.cause.title
      culprit = first.told == first.cause.title ? nil : first.culprit
      return
    }
    if !report.isComplete {
      (outcome, word) = (.interrupted, "interrupted")
      sentence = "no cause found in what was finished; " + Self.examined(report)
    } else if let failing = Self.failing(report) {
      (outcome, word) = (.undetermined, "undetermined")
      sentence = (failing.summary.isEmpty ? failing.kind : failing.summary) + ", and no cause could be found for it"
    } else if report.probes.allSatisfy({ $0.status != .ok }) {
      (outcome, word) = (.undetermined, "undetermined")
      sentence = "nothing could be looked at"
    } else {
      (outcome, word) = (.healthy, "healthy")
      let user = report.host.uid == 0 ? nil : "as \(Wording.user(report.host)), who may not see everything"
      sentence = [Self.nothing(report), Self.examined(report), user, Self.open(report)].compactMap { $0 }
        .joined(separator: "; ")
    }
    (title, culprit) = (sentence, nil)
  }

  /// The line, harmless to show.
  var text: String { Foreign.harmless("\(word): \(sentence)") }

  /// `examined 3 routes and 2 URLs with 10 probes in 84 ms`.
  static func examined(_ report: Report) -> String {
    let urls = Set(report.observations.compactMap { $0.subject[.url] }).count
    let probes = report.probes.filter { $0.status == .ok }.count
    let duration = shownDuration(milliseconds: report.durationMilliseconds)
    return "examined \(Wording.count(report.routes.count, "route")) and \(Wording.count(urls, "URL")) with "
      + "\(Wording.count(probes, "probe")) in \(duration)"
  }

  /// The first of the targets' failures.
  private static func failing(_ report: Report) -> Observation? {
    report.observations.first { isFailure($0) && $0.subject[.url].map(report.targets.contains) == true }
  }

  private static func nothing(_ report: Report) -> String {
    let hints = report.diagnosis.causes.count(where: \.isHint)
    let chances = report.diagnosis.causes.count - hints
    let told = [
      hints == 0 ? nil : Wording.count(hints, "hint"),
      chances == 0 ? nil : Wording.count(chances, "small chance") + " (--verbose)",
    ]
    return (["no cause found"] + told.compactMap { $0 }).joined(separator: ", ")
  }

  private static func open(_ report: Report) -> String? {
    let open = report.diagnosis.undetermined.count
    return open == 0 ? nil : Wording.count(open, "question") + " open (--verbose)"
  }

  /// Whether the best guess is a small chance, where everything was looked at and nothing fails that was asked for.
  private static func isUnrelated(_ first: DiagnosedCause, in report: Report) -> Bool {
    first.verdict == .possible && first.confidence < 0.2
      && !report.observations.contains(where: isFailure)
  }

  /// Whether something is answered by an error, or not at all.
  private static func isFailure(_ observation: Observation) -> Bool {
    if observation.isOf(HTTPUnreachable.self) || observation.isOf(HTTPNameUnresolved.self) { return true }
    return observation[HTTPStatus.code].map { $0 >= 400 } ?? false
  }
}
