import Diagnostics
import Linux
import SystemPackage
import Wire

/// What the live server answers to each examined URL.
public struct HTTPProbe: Probe {
  public static var id: String { "http" }
  public static var summary: String { "What the live server answers to each examined URL." }
  public static var needs: String { "the network that the URL leads to" }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    let asking = Asking(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for one in scene.cases {
        group.addTask {
          if one.origin == .upload {
            await self.askForConnection(one, asking, recorder)
          } else {
            await self.ask(one, asking, recorder)
          }
        }
      }
    }
  }

  /// Asks for one case, keeps the answer and tells what it shows.
  func ask(_ one: Case, _ asking: Asking, _ recorder: Recorder) async {
    let url = one.address
    let scene = asking.scene
    let options = asking.options(for: one)
    let request = HTTPRequest(url, headers: Asking.headers)
    let exchange = await exchange(request, options: options)
    scene.keep(exchange, of: one)
    let teller = HTTPTeller(one: one, exchange: exchange, scene: scene, recorder: recorder)
    teller.tell()
    guard let response = exchange.response else { return }
    if response.status / 100 == 3 { await teller.tellRedirects(request, options) }
    guard one.origin == .target else { return }
    let look = AnswerLook(one: one, url: url, response: response, asking: asking, recorder: recorder)
    async let ranges: Void = RangeLook(look).tell()
    async let host: Void = HostLook(look).tell()
    async let encoding: Void = EncodingLook(look).tell()
    DispositionLook(look).tell()
    _ = await (ranges, host, encoding)
  }

  /// An upload is not sent: only whether its server can be reached is seen.
  private func askForConnection(_ one: Case, _ asking: Asking, _ recorder: Recorder) async {
    let exchange = await exchange(HTTPRequest(one.address, method: "OPTIONS"), options: asking.options(for: one))
    guard exchange.response == nil else { return }
    HTTPTeller(one: one, exchange: exchange, scene: asking.scene, recorder: recorder).tellFailure()
  }
}
