import Diagnostics
import Notation

extension Fix {
  /// What has to be said where a command is not shown as it is; nil where it can be pasted.
  var warning: String? {
    let isAltered = commands.contains { $0.unicodeScalars.contains { $0 != "\n" && $0.isHarmful } }
    return isAltered
      ? "A name in it holds hidden characters, shown here by their numbers: do not paste it as it stands." : nil
  }
}

extension Fix {
  /// The lines of its commands, and of its patch, as they stand.
  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension Diagnosis {
  /// The causes in the order in which they are told: what is known already and what breaks nothing today come last.
  var toldCauses: [DiagnosedCause] {
    let faults = causes.filter { !$0.isHint }
    return faults.filter { !$0.isKnown } + faults.filter(\.isKnown) + causes.filter(\.isHint)
  }
}

extension Observation {
  /// Its fields in one line, those without a value left out.
  var fields: String { Value.object(data.filter { $0.value != .null }).plain }
}

extension Evidence {
  /// Its sentence, or the observation's name where it has none.
  var told: String { summary.isEmpty ? observation : summary }
}

extension DiagnosedCause {
  /// The part of the way that the cause belongs to: `access`.
  var area: Substring { cause.id.prefix { $0 != "." } }

  /// Whether it breaks nothing today.
  var isHint: Bool { cause.symptoms == ["none"] }

  var supporting: [Evidence] { evidence.filter(\.supports) }
  var opposing: [Evidence] { evidence.filter { !$0.supports } }

  /// What follows from it, each cause once.
  var distinctConsequences: [Consequence] {
    var seen: Set<String> = []
    return consequences.filter { seen.insert($0.id).inserted }
  }

  /// The cures, without those whose commands an earlier one has already.
  var distinctFixes: [Fix] {
    var seen: Set<[String]> = []
    return fixes.filter { $0.commands.isEmpty || seen.insert($0.commands).inserted }
  }

  /// Title and culprit in one line.
  var told: String {
    guard let culprit, !culprit.isEmpty, !cause.title.contains(culprit) else { return cause.title }
    return "\(cause.title): \(culprit)"
  }
}
