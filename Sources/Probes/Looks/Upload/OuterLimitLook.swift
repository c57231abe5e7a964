import Diagnostics
import Facts
import Linux
import Nginx
import Notation
import Wire

/// Announces an upload to the public name and to nginx here, and sees who refuses its size.
///
/// The body is held back until the server asks for it (RFC 9110, section 10.1.1), and is then never sent.
struct OuterLimitLook {
  let examined: Case
  let url: WebURL
  let requester: Requester
  let recorder: Recorder

  private var scene: Scene { requester.scene }
  /// The most that is announced, as people's pictures and documents have it: limits along one way always differ, and one that is
  /// far above what is uploaded keeps nobody from it.
  private static let size = 20 << 20

  func record() async {
    let greeting = await requester.again(examined, at: url, method: "OPTIONS", readLimit: 4096)
    guard greeting.response != nil, let origin = Origin.find(for: url, answeredBy: greeting, in: scene) else { return }
    let inner = limit(at: origin)
    let accepted = scene.applications.lazy.compactMap { $0.setting(.uploadLimit) }.first.flatMap(\.byteCount)
    let size = min(inner ?? Self.size, accepted ?? Self.size, Self.size)
    let outer = await announce(size, nil)
    guard let refusal = outer.response, refusal.status == 413 else { return }
    let here = await announce(size, origin)
    guard here.status != 413 else { return }
    let server = refusal.headers.first("Server") ?? refusal.headers.first("Via")
    let address = outer.peer.map { "\($0)" } ?? url.host
    recorder.record(
      UploadOuterLimit(address: address, inner: origin.shown, innerLimit: inner, server: server, size: size),
      of: examined.subject,
      "\(address)\(server.map { " (\($0))" } ?? "") refuses an upload of \(shownBytes(size)) with 413; nginx on this machine (\(origin.shown)) does not"
    )
  }

  /// The limit of the nginx behind, by its configuration.
  private func limit(at origin: Origin) -> Int? {
    let inner = Case(examined.address, method: "POST", origin: .upload, route: examined.route, nginx: origin.number)
    return scene.resolved(inner)?.answer.maxBodySize
  }

  private func announce(_ size: Int, _ origin: Origin?) async -> Exchange {
    let headers = [
      HTTPHeader("Content-Type", "application/octet-stream"), HTTPHeader("Content-Length", "\(size)"),
      HTTPHeader("Expect", "100-continue"),
    ]
    guard let origin else {
      return await requester.again(examined, at: url, method: "POST", headers: headers, readLimit: 4096)
    }
    var asked = url
    asked.scheme = origin.isTLS ? .https : .http
    return await requester.ask(
      origin.destination, for: asked, method: "POST", headers: [HTTPHeader("Host", url.authority)] + headers,
      readLimit: 4096)
  }
}
