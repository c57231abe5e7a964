import Notation

/// Sentence and fields of an observation: at hand, or still in the bytes of a stored report.
enum ObservationContent: Sendable, Hashable {
  case told(summary: String, data: [String: Value])
  case stored(StoredContent)

  var summary: String {
    switch self {
    case .told(let summary, _): summary
    case .stored(let stored): stored.summary
    }
  }

  var data: [String: Value] {
    switch self {
    case .told(_, let data): data
    case .stored(let stored): stored.data
    }
  }

  static func == (left: ObservationContent, right: ObservationContent) -> Bool {
    left.summary == right.summary && left.data == right.data
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(summary)
    hasher.combine(data)
  }
}
