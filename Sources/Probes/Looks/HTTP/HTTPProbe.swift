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

  public func ask(_ scene: Scene, into recorder: Recorder) async -> Answers {
    let asking = Asking(scene: scene)
    return await withTaskGroup(of: Answers.self) { group in
      for one in scene.cases where scene.exchange(one) == nil {
        group.addTask {
          if one.origin == .upload {
            await self.askForConnection(one, asking, recorder)
            return Answers()
          }
          return await self.ask(one, asking, recorder)
        }
      }
      return await group.reduce(into: Answers()) { $0.add($1) }
    }
  }

  /// Asks for one case and tells what the answer shows.
  private func ask(_ one: Case, _ asking: Asking, _ recorder: Recorder) async -> Answers {
    var answers = Answers()
    let url = one.address
    let options = asking.options(for: one)
    let request = HTTPRequest(url, headers: Asking.headers)
    let exchange = await asking.scene.network.exchange(request, options: options)
    answers.exchanges[one] = exchange
    let scene = Scene(asking.scene, answers: answers, earlier: asking.scene.earlier)
    let teller = HTTPTeller(one: one, exchange: exchange, scene: scene, recorder: recorder)
    teller.tell()
    guard let response = exchange.response else { return answers }
    if response.status / 100 == 3 { answers.ends[one] = await teller.tellRedirects(request, options) }
    guard one.origin == .target else { return answers }
    let look = AnswerLook(
      one: one, url: url, response: response, asking: Asking(scene: scene), recorder: recorder)
    async let ranges: Void = RangeLook(look).tell()
    async let host: Void = HostLook(look).tell()
    async let encoding: Void = EncodingLook(look).tell()
    DispositionLook(look).tell()
    _ = await (ranges, host, encoding)
    return answers
  }

  /// An upload is not sent: only whether its server can be reached is seen.
  private func askForConnection(_ one: Case, _ asking: Asking, _ recorder: Recorder) async {
    let exchange = await asking.scene.network.exchange(
      HTTPRequest(one.address, method: "OPTIONS"), options: asking.options(for: one))
    guard exchange.response == nil else { return }
    HTTPTeller(one: one, exchange: exchange, scene: asking.scene, recorder: recorder).tellFailure()
  }
}
