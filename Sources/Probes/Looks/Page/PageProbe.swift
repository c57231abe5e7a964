import Diagnostics
import Nginx
import Wire

/// What the examined pages make a browser fetch.
public struct PageProbe: AskingProbe {
  public static var id: String { "page" }
  public static var summary: String {
    "Whether the files that a page names can be had, and by https where the page is."
  }
  public static var needs: [ProbeNeed] { [.network] }

  public init() {}

  public func ask(_ scene: Scene, into recorder: Recorder, answers: AnswerCollector) async {
    let requester = Requester(scene: scene)
    await withTaskGroup(of: Void.self) { group in
      for examined in scene.cases where examined.origin == .target || examined.origin == .page {
        guard let page = scene.page(of: examined) else { continue }
        group.addTask {
          await MixedContentLook(examined: examined, page: page, requester: requester, recorder: recorder).record()
          guard examined.origin == .target || Self.isFile(examined, in: scene) else { return }
          answers.add(
            await PageAssetLook(examined: examined, page: page, requester: requester, recorder: recorder).record())
        }
      }
    }
  }

  /// Whether nginx sends the page from the disk: then no application chooses by the visitor what it names.
  private static func isFile(_ examined: Case, in scene: Scene) -> Bool {
    guard let answer = scene.resolved(examined)?.answer else { return false }
    return answer.upstream == nil && answer.status == 200
  }
}
