import Diagnostics
import Facts
import Linux

extension Recorder {
  /// Records that something could not be looked at, unless the errno is an ordinary answer.
  ///
  /// - Parameter more: how many further looks this one stands for.
  func record(_ look: FailedLook, more: Int = 0) {
    guard !look.isOrdinary else { return }
    let path = look.place.reachable.shown
    let rest = more > 0 ? "; so it is with \(more) further looks" : ""
    record(
      ProbeFailed(call: look.call, errno: look.errno.symbol, more: more > 0 ? more : nil, path: path),
      of: [.path: look.place.path.shown],
      "\(path) could not be looked at: \(look.call.rawValue) fails with \(look.errno.symbol)\(rest)")
  }
}
