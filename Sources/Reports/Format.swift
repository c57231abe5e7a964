/// The forms in which a report can be told.
public enum Format: String, CaseIterable, Sendable {
  case text, json, markdown, html, sarif, junit
}
