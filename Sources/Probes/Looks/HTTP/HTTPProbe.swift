import Diagnostics
import Linux
import SystemPackage
import Wire

/// What the live server answers to each examined URL.
public struct HTTPProbe: AskingProbe {
  public static var id: String { "http" }
  public static var summary: String { "What the live server answers to each examined URL." }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func ask(_ scene: Scene, into recorder: Recorder, answers: AnswerCollector) async {
    let requester = Requester(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for examined in scene.cases where scene.exchange(examined) == nil {
        group.addTask {
          if examined.origin == .upload {
            await self.askForConnection(examined, requester, recorder)
          } else {
            await self.ask(examined, requester, recorder, answers)
          }
        }
      }
    }
  }

  /// Asks for one case and tells what the answer shows.
  private func ask(_ examined: Case, _ requester: Requester, _ recorder: Recorder, _ collector: AnswerCollector) async {
    var answers = Answers()
    let url = examined.address
    let options = requester.options(for: examined)
    let request = HTTPRequest(url, headers: Requester.headers)
    let exchange = await requester.scene.network.exchange(request, options: options)
    answers.exchanges[examined] = exchange
    collector.add(answers)
    let scene = Scene(requester.scene, answers: answers, earlier: requester.scene.earlier)
    let exchangeLook = ExchangeLook(examined: examined, exchange: exchange, scene: scene, recorder: recorder)
    exchangeLook.record()
    guard let response = exchange.response else { return }
    if response.status / 100 == 3 {
      answers.ends[examined] = await exchangeLook.recordRedirects(request, options)
      collector.add(answers)
    }
    guard examined.origin == .target else { return }
    let look = AnswerLook(
      examined: examined, url: url, response: response, requester: Requester(scene: scene), recorder: recorder)
    async let ranges: Void = RangeLook(look).record()
    async let host: Void = HostLook(look).record()
    async let encoding: Void = EncodingLook(look).record()
    DispositionLook(look).record()
    _ = await (ranges, host, encoding)
  }

  /// An upload is not sent: only whether its server can be reached is seen.
  private func askForConnection(_ examined: Case, _ requester: Requester, _ recorder: Recorder) async {
    let exchange = await requester.scene.network.exchange(
      HTTPRequest(examined.address, method: "OPTIONS"), options: requester.options(for: examined))
    guard exchange.response == nil else { return }
    ExchangeLook(examined: examined, exchange: exchange, scene: requester.scene, recorder: recorder).recordFailure()
  }
}
