import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage
import Wire

/// A real upload of one tiny marked file to the URL that the user names, found again where the application stored it.
struct UploadTest {
  let url: WebURL
  let examined: Case
  let scene: Scene
  let recorder: Recorder

  private func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  func run() async {
    let mark = "servedoctor-write-test-\(UInt64.random(in: 0 ... .max))"
    let since = scene.machine.now - 1
    scene.canaries.search = { [self] in find(mark, since: since).map { ($0.canary, [.route: $0.route.id]) } }
    let answer = await send(mark)
    let status = answer.response?.status
    let told = answer.response.map { "\($0.status)" } ?? answer.problem.map { "\($0)" } ?? "nothing"
    let found = find(mark, since: since)
    if let found { _ = scene.canaries.put([.route: found.route.id]) { .success(found.canary) } }
    scene.canaries.search = nil
    record(
      WriteTestUploaded(code: status, name: "\(mark).txt", stored: found != nil, url: examined.url),
      "POST \(examined.url) with the file \(mark).txt is answered \(told)"
        + (found.map { "; it was stored as \($0.canary.place.path.shown)" } ?? ""))
    guard let found else {
      if (200..<400).contains(status ?? 0) {
        scene.canaries.leave(
          "\(mark).txt, the write test's upload, was taken, and NOT FOUND AGAIN on this machine: remove it by hand")
      }
      return
    }
    let test = WriteTest(route: found.route, root: found.root, scene: scene, recorder: recorder)
    await test.judge(found.canary, by: nil)
  }

  private func send(_ mark: String) async -> Exchange {
    let boundary = "----\(mark)"
    let body =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(mark).txt\"\r\n"
      + "Content-Type: text/plain\r\n\r\nservedoctor write test; this file may be removed. \(mark)\r\n--\(boundary)--\r\n"
    let headers = [HTTPHeader("Content-Type", "multipart/form-data; boundary=\(boundary)")]
    let request = HTTPRequest(url, method: "POST", headers: Requester.headers + headers, body: Array(body.utf8))
    return await scene.network.exchange(request, options: Requester(scene: scene).options(for: examined))
  }

  /// The file that holds the mark, under whatever name the application gave it.
  private func find(_ mark: String, since: Int) -> (route: Route, root: Place, canary: Canary)? {
    var seen: Set<Place> = []
    for route in scene.routes where route.kind == .media && route.rootSetting != nil {
      guard let root = route.writerRoot, seen.insert(root).inserted else { continue }
      for file in Listing.of(root, on: scene.machine, limit: 50_000).files
      where file.status.modified >= since && file.status.size < 4096 {
        guard scene.machine.text(file.place)?.contains(mark) == true,
          case .success(let canary) = scene.machine.canary(at: file.place)
        else { continue }
        return (route, root, canary)
      }
    }
    return nil
  }
}
