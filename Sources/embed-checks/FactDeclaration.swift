import Diagnostics
import Notation

/// A fact as its file declares it.
struct FactDeclaration {
  /// A field: its name in reports, whether it is always there, what it holds.
  struct Field {
    let name: String
    let isOptional: Bool
    let type: FieldType
    /// `bytes`, `seconds`: of numbers.
    let unit: String?
  }

  enum FieldType {
    case text, texts, commands, flag, integer, integers, decimal
    case word([String])
  }

  let kind: String
  let meaning: String
  let leak: Double?
  let phenomenon: String?
  let contraries: [String]
  let isEvidence: Bool
  let fields: [Field]

  /// Reads `{ meaning: …, leak: 0.01, fields: { path: text, elsewhere?: text, free: integer bytes, for: [reader, writer] } }`.
  init(kind: String, _ value: Value, place: String) throws(CatalogueProblem) {
    let members = value.members ?? [:]
    let known: Set<String> = ["meaning", "leak", "phenomenon", "contraries", "evidence", "fields"]
    if let unknown = members.keys.sorted().first(where: { !known.contains($0) }) {
      throw CatalogueProblem(place: place, message: "\(unknown) is no part of a fact; known: \(known.sorted())")
    }
    guard let meaning = members["meaning"]?.text else {
      throw CatalogueProblem(place: place, message: "a fact has a meaning: one sentence")
    }
    self.kind = kind
    self.meaning = meaning
    leak = members["leak"]?.number
    phenomenon = members["phenomenon"]?.text
    contraries = members["contraries"]?.elements.map(\.plain) ?? []
    isEvidence = members["evidence"]?.flag ?? true
    var fields: [Field] = []
    for (name, type) in (members["fields"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
      fields.append(try Field(name, type, place: place))
    }
    self.fields = fields
  }
}

extension FactDeclaration.Field {
  fileprivate init(_ name: String, _ value: Value, place: String) throws(CatalogueProblem) {
    isOptional = name.hasSuffix("?")
    self.name = isOptional ? String(name.dropLast()) : name
    if case .list(let words) = value {
      type = .word(words.map(\.plain))
      unit = nil
      return
    }
    let parts = value.plain.split(separator: " ", maxSplits: 1).map(String.init)
    unit = parts.count > 1 ? parts[1] : nil
    switch parts.first {
    case "text": type = .text
    case "texts": type = .texts
    case "commands": type = .commands
    case "flag": type = .flag
    case "integer": type = .integer
    case "integers": type = .integers
    case "decimal": type = .decimal
    default:
      throw CatalogueProblem(
        place: place,
        message:
          "\(name) is text, texts, commands, flag, integer, integers, decimal or a list of words, not \(value.plain)")
    }
  }
}
