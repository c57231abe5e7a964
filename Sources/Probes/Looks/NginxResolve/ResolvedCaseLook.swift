import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// Tells what the configuration makes of one case.
struct ResolvedCaseLook: ConfigurationEditing {
  let examined: Case
  let resolved: ResolvedCase
  let scene: Scene
  let recorder: Recorder

  /// The status that the live server gave; nil where it was not asked or did not answer.
  var liveStatus: Int? { scene.exchange(examined)?.status }

  /// Whether the client does not get what it asked for.
  var isFailing: Bool {
    if seen(HTTPHtmlForAsset.self) != nil { return true }
    if let live = liveStatus {
      return live >= 400 || (live / 100 == 3 && !examined.url.hasSuffix("/") && examined.origin != .page && !isArriving)
    }
    return (answer.status ?? 200) >= 400
  }

  /// Whether a redirect ends at what was asked for: 200, and no page in the place of a file.
  private var isArriving: Bool {
    guard let response = scene.finalExchange(examined)?.response, response.status == 200 else { return false }
    let isPage = response.headers.first("Content-Type")?.lowercased().hasPrefix("text/html") == true
    return !isPage || !ExpectedType.isAsset(ExpectedType.fileExtension(ofURL: examined.url))
  }

  /// What was seen of one fact about this URL.
  func seen<Seen: FactValue>(_ fact: Seen.Type) -> Seen? {
    scene.earlier.first(fact) { $0[.url] == examined.url }
  }

  func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  func record() {
    recordAnswer()
    recordFile()
    recordDenial()
    recordDetours()
    recordServer()
    if resolved.isCertain { recordAgreement() }
    HeaderLook(caseLook: self).record()
    ProxyCacheLook(caseLook: self).record()
  }
}
