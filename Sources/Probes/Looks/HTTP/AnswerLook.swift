import Diagnostics
import Nginx
import Notation
import Wire

/// A closer look at one answer: what it is about, and how to ask further.
struct AnswerLook: Sendable {
  let examined: Case
  let url: WebURL
  let response: HTTPResponse
  let requester: Requester
  let recorder: Recorder

  var scene: Scene { requester.scene }

  func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: examined.subject, summary)
  }

  /// What the configuration makes of the case; nil where no nginx of this machine answers it.
  var editor: ConfigurationEditor? {
    scene.resolved(examined).map { ConfigurationEditor(examined: examined, resolved: $0, scene: scene) }
  }
}
