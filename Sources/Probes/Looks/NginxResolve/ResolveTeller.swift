import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Tells what the configuration makes of one case.
struct ResolveTeller: ConfigurationEditing {
  let one: Case
  let resolved: ResolvedCase
  let scene: Scene
  let recorder: Recorder

  /// The status that the live server gave; nil where it was not asked or did not answer.
  var liveStatus: Int? { scene.exchange(one)?.status }

  /// Whether the client does not get what it asked for.
  var isFailing: Bool {
    if seen(HTTPHtmlForAsset.self) != nil { return true }
    if let live = liveStatus {
      return live >= 400 || (live / 100 == 3 && !one.url.hasSuffix("/") && one.origin != .page && !isArriving)
    }
    return (answer.status ?? 200) >= 400
  }

  /// Whether a redirect ends at what was asked for: 200, and no page in the place of a file.
  private var isArriving: Bool {
    guard let response = scene.finalExchange(one)?.response, response.status == 200 else { return false }
    let isPage = response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true
    return !isPage || !ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: one.url))
  }

  /// What was seen of one fact about this URL.
  func seen<Seen: FactValue>(_ fact: Seen.Type) -> Seen? {
    scene.earlier.first(fact) { $0[.url] == one.url }
  }

  func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: one.subject, summary)
  }

  func tell() {
    tellAnswer()
    tellFile()
    tellDenial()
    tellDetours()
    tellServer()
    if resolved.isCertain { tellAgreement() }
    HeaderTeller(teller: self).tell()
    CacheTeller(teller: self).tell()
  }
}
