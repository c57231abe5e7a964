import Diagnostics
import Notation
import Reports

/// The list of causes as text and JSON.
enum CatalogueText {
  static func list(_ causes: [Cause], format: ListFormat) -> String {
    switch format {
    case .text:
      let width = causes.map(\.id.count).max() ?? 0
      return causes.map { cause in
        let impact = cause.impact.rawValue
        return cause.id + String(repeating: " ", count: width - cause.id.count + 2) + impact
          + String(repeating: " ", count: 8 - impact.count) + cause.title + "\n"
      }.joined()
    case .json:
      var text = JSONText()
      text.array(.lines) { json in
        for cause in causes {
          json.object { json in
            json.member("id", cause.id)
            json.member("title", cause.title)
            json.member("impact", cause.impact.rawValue)
            json.member("symptoms", cause.symptoms)
            json.member("references", cause.references)
          }
        }
      }
      return text.text + "\n"
    }
  }
}
