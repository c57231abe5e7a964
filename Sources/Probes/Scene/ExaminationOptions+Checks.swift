import Notation
import Wire

extension ExaminationOptions {
  /// The URLs among the targets.
  var urls: [WebURL] { targets.compactMap { if case .url(let url) = $0 { url } else { nil } } }

  /// The paths among the targets, as they were typed.
  var paths: [String] { targets.compactMap { if case .path(let path) = $0 { path } else { nil } } }

  /// Whether a text is of the form `HOST:PORT:ADDR:PORT`.
  public static func isConnection(_ text: String) -> Bool { ConnectOverride(parsing: text) != nil }
}
