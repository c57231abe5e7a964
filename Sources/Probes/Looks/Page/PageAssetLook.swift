import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Whether the files that a page names come; those that do not become cases of their own.
struct PageAssetLook: Sendable {
  let examined: Case
  let page: PageReferences
  let requester: Requester
  let recorder: Recorder

  /// So many files of a page are asked for, and so many broken ones examined.
  private static let limit = 24
  private static let examined = 3

  /// Tells which files do not come, and returns those that every later probe should examine as if the user had named them.
  func record() async -> Answers {
    var found = Answers()
    await recordUnknownHosts()
    let references = Array(page.references.filter(isOurs).prefix(Self.limit))
    guard !references.isEmpty else { return found }
    let answers = await withTaskGroup(of: (Int, Exchange).self) { group in
      for (index, reference) in references.enumerated() {
        group.addTask { (index, await requester.again(examined, at: reference.url, readLimit: 65_536)) }
      }
      var answers: [Int: Exchange] = [:]
      for await (index, exchange) in group { answers[index] = exchange }
      return answers
    }
    let broken = references.enumerated().compactMap { index, reference -> (PageReferences.Reference, HTTPResponse)? in
      guard let response = answers[index]?.response, isBroken(reference, response) else { return nil }
      return (reference, response)
    }
    if let forbidden = references.indices.first(where: { isNeverKept(references[$0], answers[$0]?.response) }) {
      found.cases.append(target(references[forbidden]))
    }
    guard !broken.isEmpty else {
      recorder.record(
        PageAssetsCome(count: references.count), of: examined.subject,
        "The \(references.count) files that \(examined.url) names come")
      return found
    }
    for (reference, response) in broken.prefix(8) { record(reference, response) }
    found.cases += broken.prefix(Self.examined).map { target($0.0) }
    return found
  }

  /// Names of the page's own domain that have no address: those of others a machine behind a firewall need not know.
  private func recordUnknownHosts() async {
    let domain = Self.domain(page.base.host)
    var seen: Set<String> = [page.base.host]
    let foreign = page.references.filter {
      Self.domain($0.url.host) == domain && seen.insert($0.url.host).inserted
    }
    for reference in foreign.prefix(4) {
      let exchange = await requester.again(examined, at: reference.url, readLimit: 1024)
      guard case .nameResolution(let failure)? = exchange.problem else { continue }
      recorder.record(
        HTTPNameUnresolved(host: reference.url.host, reason: failure.rawValue), of: [.url: "\(reference.url)"],
        "The page \(examined.url) names \(reference.url), and \(reference.url.host) has no address here (\(failure.rawValue))"
      )
    }
  }

  /// The last two labels of a name.
  private static func domain(_ host: String) -> String {
    host.split(separator: ".").suffix(2).joined(separator: ".")
  }

  /// Whether a file is asked for from the page's own host, or from one that this machine serves.
  private func isOurs(_ reference: PageReferences.Reference) -> Bool {
    guard reference.kind != .icon, reference.kind != .frame else { return false }
    // Where nobody asked about the page, only what it cannot be without.
    guard examined.origin == .target || [.script, .module, .style].contains(reference.kind) else { return false }
    if reference.url.host == page.base.host { return true }
    return requester.scene.nginx.contains { instance in
      instance.configuration.servers.contains { $0.names.contains(reference.url.host) }
    }
  }

  private func isBroken(_ reference: PageReferences.Reference, _ response: HTTPResponse) -> Bool {
    if response.status >= 400 { return true }
    let type = response.headers.first("Content-Type")?.lowercased() ?? ""
    // HTML's "fetch a single module script": nothing but a JavaScript type is run.
    if response.status == 200, reference.kind == .module, !type.contains("javascript"), !type.contains("json"),
      !type.contains("wasm")
    {
      return true
    }
    return response.status == 200 && type.hasPrefix("text/html")
      && [.script, .module, .style, .image, .font].contains(reference.kind)
  }

  /// Whether a script or style sheet with its content's hash in the name may not be kept at all.
  private func isNeverKept(_ reference: PageReferences.Reference, _ response: HTTPResponse?) -> Bool {
    guard let response, response.status == 200, [.script, .module, .style].contains(reference.kind),
      HashedName.hash(in: HashedName.last(ofURL: "\(reference.url)")) != nil
    else { return false }
    return CacheControl(response.headers).forbidsReuse
  }

  private func record(_ reference: PageReferences.Reference, _ response: HTTPResponse) {
    let type = response.headers.first("Content-Type")
    recorder.record(
      PageAssetBroken(
        asset: "\(reference.url)", code: response.status,
        hashed: HashedName.hash(in: HashedName.last(ofURL: "\(reference.url)")) != nil, kind: reference.kind.rawValue,
        type: type), of: examined.subject,
      "The page names \(reference.url), which is answered \(response.status)"
        + (response.status < 400 ? " with \(type ?? "no type")" : ""))
  }

  private func target(_ reference: PageReferences.Reference) -> Case {
    let scene = requester.scene
    let discovery = CaseDiscovery(
      machine: scene.machine, options: scene.options, nginx: scene.nginx, routes: scene.routes, listings: [:],
      tables: [:], ports: scene.nginxPorts)
    return discovery.target(reference.url, .target, method: "GET")
  }
}
