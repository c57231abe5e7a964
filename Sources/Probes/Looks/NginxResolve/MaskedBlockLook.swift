import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage

/// Whether a block that can never be used would answer rightly, and what stands before it.
struct MaskedBlockLook {
  let caseLook: ResolvedCaseLook

  private var configuration: Configuration { caseLook.instance.configuration }

  func record() {
    guard caseLook.isFailing, caseLook.examined.origin != .upload, !recordPassedOver() else { return }
    let answering = [caseLook.answer.server?.position, caseLook.answer.location?.position].compactMap { $0 }
    for note in configuration.notes {
      guard answering.contains(note.other), let (taken, edit) = unmasking(note, note.other) else { continue }
      let after = Resolver(configuration.applying([edit])).resolve(
        caseLook.resolved.request, in: caseLook.resolved.tree)
      guard after.isRouteCertain, after.status == 200, after.fallbacks.isEmpty else { continue }
      let change = caseLook.change([edit], at: note.position)
      caseLook.record(
        ResolveMasked(
          commands: change.commands, file: note.position.file, kind: .init(note.kind), line: note.position.line,
          message: note.message, other: "\(note.other)", outcome: after.outcome, patch: change.patch, taken: taken),
        "\(note.message) (\(note.position), because of \(note.other)); it would answer \(after.outcome)")
      return
    }
  }

  /// Whether a file that no include pattern takes, for its name, would let the case be answered. One that defines servers
  /// is a site that is not enabled.
  private func recordPassedOver() -> Bool {
    for missed in EmptyIncludes(instance: caseLook.instance, scene: caseLook.scene).find() {
      let after = Resolver(missed.after).resolve(caseLook.resolved.request, in: caseLook.resolved.tree)
      guard
        let position = [after.rootPosition, after.location?.position].compactMap({ $0 }).first(where: {
          $0.file == missed.renamed
        }), after.isRouteCertain, after.status == 200, after.fallbacks.isEmpty,
        !missed.after.servers.contains(where: { $0.position.file == missed.renamed })
      else { continue }
      let include = missed.include
      let paths = [missed.file, missed.renamed].map {
        Place(FilePath($0), in: caseLook.instance.view).reachable.shellQuoted
      }
      let command = "mv \(paths[0]) \(paths[1])"
      caseLook.record(
        ResolveMasked(
          commands: caseLook.commands([command]), file: missed.file, kind: .emptyInclude, line: position.line,
          message: "\(include.pattern) does not match \(missed.file)", other: "\(include.position)",
          outcome: after.outcome, taken: ""),
        "\(missed.file) is not read: include \(include.pattern) (\(include.position)) does not match its name; with it the answer would be \(after.outcome)"
      )
      return true
    }
    return false
  }

  /// What has to go from the block that stands before.
  private func unmasking(_ note: ConfigurationNote, _ other: Position) -> (taken: String, edit: Edit)? {
    switch note.kind {
    case .repeatedServerName:
      let host = CaseDiscovery.authority(of: caseLook.examined.url).host
      guard let block = caseLook.directive(at: other, named: "server"),
        let names = block.block?.first(where: { $0.name == "server_name" && $0.arguments.contains(host) })
      else { return nil }
      let kept = names.arguments.filter { $0 != host }
      return (host, Edit.arguments(kept.isEmpty ? ["_"] : kept, of: names, in: configuration))
    case .repeatedRegex:
      guard let block = caseLook.directive(at: other, named: "location") else { return nil }
      return ("location \(block.arguments.joined(separator: " "))", Edit(.remove, of: block, in: configuration))
    case .shadowedRegex:
      guard let block = caseLook.directive(at: other, named: "location"), let pattern = block.arguments.last else {
        return nil
      }
      let text = pattern.hasPrefix("^~") ? String(pattern.dropFirst(2)) : pattern
      return ("^~", Edit.arguments([text], of: block, in: configuration))
    }
  }
}

extension ResolveMasked.Kind {
  fileprivate init(_ kind: ConfigurationNote.Kind) {
    self =
      switch kind {
      case .repeatedServerName: .serverName
      case .repeatedRegex: .repeatedRegex
      case .shadowedRegex: .shadowedRegex
      }
  }
}
