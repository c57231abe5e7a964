import Diagnostics
import Reports

/// The catalogue as text and JSON.
enum CatalogueText {
  static func list(_ causes: [Cause], format: ListFormat) -> String {
    switch format {
    case .text:
      let width = causes.map(\.id.count).max() ?? 0
      return causes.map { cause in
        let impact = cause.impact.rawValue
        return cause.id + String(repeating: " ", count: width - cause.id.count + 2) + impact
          + String(repeating: " ", count: 8 - impact.count) + cause.title + "\n"
      }.joined()
    case .json:
      var text = JSONText()
      text.array(.lines) { json in
        for cause in causes {
          json.object { json in
            json.member("id", cause.id)
            json.member("title", cause.title)
            json.member("impact", cause.impact.rawValue)
            json.member("symptoms", cause.symptoms)
            json.member("references", cause.references)
          }
        }
      }
      return text.text + "\n"
    }
  }

  /// One page: what happens, how it is proven, what only looks like it, how it is cured.
  static func page(_ cause: Cause) -> String {
    var lines = [
      "\(cause.title)",
      "\(cause.id) · impact \(cause.impact.rawValue) · seen as \(cause.symptoms.joined(separator: ", "))", "",
      cause.explanation,
    ]
    if !cause.proofs.isEmpty {
      lines += ["", "Proven by"]
      lines += cause.proofs.map { "  " + $0.map(words).joined(separator: " together with ") }
    }
    lines +=
      ["", "Made probable by"]
      + cause.findings.map { "  \(words($0.when)) (\(Int(($0.probability * 100).rounded())) %)" }
    if !cause.refutations.isEmpty { lines += ["", "Excluded by"] + cause.refutations.map { "  \(words($0))" } }
    if let looksLike = cause.looksLike { lines += ["", "What only looks like it", "  \(looksLike)"] }
    for fix in cause.fixes {
      lines += ["", "Cure: \(fix.summary) (risk \(fix.risk.rawValue))"] + fix.commands.map { "  \($0)" }
      if let note = fix.note { lines.append("  \(note)") }
    }
    if !cause.references.isEmpty { lines += ["", "See"] + cause.references.map { "  \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func words(_ condition: Condition) -> String {
    let demands = condition.demands.sorted { $0.key < $1.key }.map { name, demand -> String in
      switch demand {
      case .oneOf(let values): "\(name) \(values.map(\.plain).joined(separator: " or "))"
      case .noneOf(let values): "\(name) not \(values.map(\.plain).joined(separator: " or "))"
      case .present: "with \(name)"
      case .between(let low, let high):
        high == .infinity ? "\(name) from \(Value.double(low).plain)" : "\(name) up to \(Value.double(high).plain)"
      }
    }
    return condition.kind + (demands.isEmpty ? "" : " (\(demands.joined(separator: ", ")))")
  }
}
