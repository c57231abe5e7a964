import Diagnostics
import Nginx
import Notation
import Wire

/// A closer look at one answer: what it is about, and how to ask further.
struct AnswerLook: Sendable {
  let one: Case
  let url: WebURL
  let response: HTTPResponse
  let asking: Asking
  let recorder: Recorder

  var scene: Scene { asking.scene }

  func record(_ value: some FactValue, _ summary: String) {
    recorder.record(value, of: one.subject, summary)
  }

  /// What the configuration makes of the case; nil where no nginx of this machine answers it.
  var teller: ConfigurationEditor? {
    scene.resolved(one).map { ConfigurationEditor(one: one, resolved: $0, scene: scene) }
  }
}
