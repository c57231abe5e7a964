import Diagnostics
import Nginx

/// Whether a block that can never be used would answer rightly, and what stands before it.
struct MaskedTeller {
  let teller: ResolveTeller

  private var configuration: Configuration { teller.instance.configuration }

  func tell() {
    guard teller.isFailing, teller.one.origin != .upload else { return }
    let answering = [teller.answer.server?.position, teller.answer.location?.position].compactMap { $0 }
    for note in configuration.notes {
      guard let other = note.other, answering.contains(other), let (taken, edit) = unmasking(note, other) else {
        continue
      }
      let after = Resolver(configuration.applying([edit])).resolve(teller.resolved.request, in: teller.resolved.tree)
      guard after.isRouteCertain, after.status == 200, after.fallbacks.isEmpty else { continue }
      teller.record(
        "resolve.masked", "\(note.message) (\(note.position), because of \(other)); it would answer \(after.outcome)",
        teller.merged(
          [
            "kind": .string(note.kind.rawValue), "message": .string(note.message), "other": .string("\(other)"),
            "taken": .string(taken), "outcome": .string(after.outcome),
          ].merging(teller.mending([edit])) { own, _ in own }, note.position))
      return
    }
  }

  /// What has to go from the block that stands before.
  private func unmasking(_ note: ConfigurationNote, _ other: Position) -> (taken: String, edit: Edit)? {
    switch note.kind {
    case .repeatedServerName:
      let host = CaseDiscovery.authority(of: teller.one.url).host
      guard let block = teller.directive(at: other, named: "server"),
        let names = block.block?.first(where: { $0.name == "server_name" && $0.arguments.contains(host) })
      else { return nil }
      let kept = names.arguments.filter { $0 != host }
      return (host, Edit.arguments(kept.isEmpty ? ["_"] : kept, of: names, in: configuration))
    case .repeatedRegex:
      guard let block = teller.directive(at: other, named: "location") else { return nil }
      return ("location \(block.arguments.joined(separator: " "))", Edit(.remove, of: block, in: configuration))
    case .shadowedRegex:
      guard let block = teller.directive(at: other, named: "location"), let pattern = block.arguments.last else {
        return nil
      }
      let text = pattern.hasPrefix("^~") ? String(pattern.dropFirst(2)) : pattern
      return ("^~", Edit.arguments([text], of: block, in: configuration))
    case .emptyInclude: return nil
    }
  }
}
