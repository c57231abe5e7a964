import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// The certificate that this machine's nginx sends for a host: its file, and whether the disk has a better one.
struct ServedCertificate {
  let examined: Case
  let scene: Scene

  private var editor: ConfigurationEditor? {
    scene.resolved(examined).map { ConfigurationEditor(examined: examined, resolved: $0, scene: scene) }
  }

  private var directive: Directive? {
    let found = editor?.settings?.directives("ssl_certificate").last
    return found?.arguments.first.map { $0.hasPrefix("/") && !$0.contains("$") } == true ? found : nil
  }

  private var place: Place? {
    guard let path = directive?.arguments.first, let view = editor?.instance.view else { return nil }
    return Place(FilePath(path), in: view)
  }

  /// Whether the file was written after nginx had read it.
  private var isNewer: Bool {
    guard let place, let instance = editor?.instance, let status = scene.machine.file(at: place),
      let loader = instance.workers.max(by: { $0.startedBy < $1.startedBy }) ?? instance.master
    else { return false }
    return status.modifiedAt > loader.startedBy
  }

  /// The end of a sentence.
  var words: String {
    guard let place, let directive else { return "" }
    return "; nginx sends \(place.path.shown) (\(directive.position))"
      + (isNewer ? ", and the file was replaced since nginx read it" : "")
  }

  /// Names the certificate's file, the directive and what mends it.
  func complete(_ fact: inout HTTPTLSProblem, _ failure: TLSFailure) {
    guard let place, let directive, let editor else { return }
    (fact.certificate, fact.newer) = (place.path.shown, isNewer)
    if isNewer {
      fact.commands = [editor.instance.reloadCommand]
    } else if case .missingIntermediate = failure, let whole = whole(beside: place) {
      fact.better = whole.path.shown
      fact.commands = editor.rewriting(directive, to: [whole.path.string])
    }
    (fact.file, fact.line) = (directive.position.file, directive.position.line)
  }

  /// A file beside the certificate that is named as the one with the whole chain.
  private func whole(beside place: Place) -> Place? {
    let folder = place.path.removingLastComponent()
    let names = scene.machine.entries(of: place.at(folder), limit: 200) ?? []
    let found = names.first { name in
      ["fullchain", "bundle", "chained"].contains { name.string.lowercased().contains($0) }
        && name != place.path.lastComponent && name.extension != "key"
    }
    return found.map { place.at(folder.appending($0)) }
  }
}
