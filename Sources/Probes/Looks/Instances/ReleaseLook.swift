import Diagnostics
import Notation
import Wire

/// Whether pages of several instances name assets that all of the instances have.
struct ReleaseLook: Sendable {
  let look: InstanceLook
  let asks: [InstanceLook.Ask]
  let instances: [InstanceLook.Instance]

  /// So many assets of each instance's page are asked for at every other one.
  private static let limit = 4

  func record() async {
    let pages = instances.map { references($0) }
    let common = pages.dropFirst().reduce(Set(pages.first ?? [])) { $0.intersection($1) }
    let named = pages.map { page in page.filter { isHashed($0) || !common.contains($0) } }
    guard named.contains(where: { !$0.isEmpty }) else { return }
    for (owner, targets) in named.enumerated() {
      for target in targets.prefix(Self.limit) {
        guard await asks[owner].ask(target).status == 200 else { continue }
        for (number, ask) in asks.enumerated() where number != owner {
          guard let code = await ask.ask(target).status, code == 404 || code == 410 else { continue }
          let other = named[number].first { !targets.contains($0) }
          return look.recordMixed(target, has: asks[owner].address, lacks: ask.address, code: code, other: other)
        }
      }
    }
  }

  private func isHashed(_ target: String) -> Bool {
    HashedName.hash(in: HashedName.last(ofURL: look.url.origin + target)) != nil
  }

  /// The assets that an instance's page names on its own host: those with a content hash, scripts and style sheets.
  private func references(_ instance: InstanceLook.Instance) -> [String] {
    guard let response = instance.exchange.response, response.status == 200,
      response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true
    else { return [] }
    return PageReferences(response.body, at: look.url).references
      .filter { $0.url.host == look.url.host }
      .filter { isHashed($0.url.target) || [.script, .module, .style].contains($0.kind) }
      .map(\.url.target)
  }
}
