import Diagnostics

/// The rules of a SARIF run: the catalogue, and whatever else the report names.
struct SARIFRules {
  struct Rule {
    let id: String
    let title: String
    var explanation: String?
    var help: String
    var reference: String?
    var symptoms: [String] = []
  }

  private(set) var rules: [Rule] = []
  private(set) var index: [String: Int] = [:]

  init(_ report: Report, _ catalogue: Catalogue?) {
    for cause in catalogue?.causes ?? [] { add(Self.rule(cause)) }
    for diagnosed in report.diagnosis.causes {
      add(Self.rule(diagnosed.cause))
      for consequence in diagnosed.consequences {
        add(Rule(id: consequence.id, title: consequence.title, help: consequence.title))
      }
    }
    for id in report.diagnosis.ruledOut.map(\.id) + report.diagnosis.undetermined.map(\.id) {
      add(Rule(id: id, title: id, help: "servedoctor checks show \(id)"))
    }
  }

  private mutating func add(_ rule: Rule) {
    guard index[rule.id] == nil else { return }
    index[rule.id] = rules.count
    rules.append(rule)
  }

  private static func rule(_ cause: Cause) -> Rule {
    let help = [cause.explanation.unfolded, cause.looksLike?.unfolded] + cause.references.map { $0 }
    let text = help.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    return Rule(
      id: cause.id, title: cause.title, explanation: cause.explanation.isEmpty ? nil : cause.explanation.unfolded,
      help: text.isEmpty ? cause.title : text, reference: cause.references.first(where: isPlainURL),
      symptoms: cause.symptoms)
  }

  /// Whether a reference is a web address of harmless characters.
  static func isPlainURL(_ reference: String) -> Bool {
    (reference.hasPrefix("https://") || reference.hasPrefix("http://"))
      && reference.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#""<>\^`{|}"#.utf8.contains($0) }
  }
}
