import Linux
import Synchronization

/// The failed looks of one examination, by the probe that looked.
final class FailedLooks: Sendable {
  /// What looks where no probe does, named like one.
  static let discovery = "discovery"
  /// The id of the probe that looks in this task; a thread or detached task of its own does not know it.
  @TaskLocal static var probe = discovery

  private let notes = Mutex<[String: FailedLookNotes]>([:])

  /// Notes a look of the probe that looks now; an ordinary answer is none that failed.
  func note(_ look: FailedLook) {
    guard !look.isOrdinary else { return }
    notes.withLock { $0[Self.probe, default: FailedLookNotes()].add(look) }
  }

  /// Records what one probe could not look at since the last time.
  func record(of probe: String, into log: ObservationLog) {
    let taken = notes.withLock { $0[probe]?.take() ?? [] }
    for note in taken { Recorder(log: log, probe: probe).record(note.look, more: note.more) }
  }

  /// Records what no probe could look at since the last time.
  func recordAll(into log: ObservationLog) {
    for probe in notes.withLock({ $0.keys.sorted() }) { record(of: probe, into: log) }
  }
}
