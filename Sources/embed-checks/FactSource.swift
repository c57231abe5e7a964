import Diagnostics

/// The Swift source of a fact's type.
struct FactSource {
  let fact: FactDeclaration
  let probe: String

  /// `PathDenied` of `path.denied`.
  var typeName: String {
    fact.kind.split { $0 == "." || $0 == "-" }.map { Self.acronyms[String($0)] ?? Self.capitalized($0) }.joined()
  }

  var lines: [String] {
    ["/// \(fact.meaning)", "public struct \(typeName): FactValue {"] + (declaration + enumerations).map { "  " + $0 }
      + fact.fields.flatMap {
        ["  /// \(Self.comment($0))", "  public var \(name($0)): \(type($0))\($0.isOptional ? "?" : "")"]
      }
      + (initializer + keys + reader + writer).map { "  " + $0 } + ["}", ""]
  }

  private static let acronyms = [
    "acl": "ACL", "cors": "CORS", "http": "HTTP", "mac": "MAC", "php": "PHP", "s3": "S3", "tls": "TLS", "url": "URL",
  ]

  private static func capitalized(_ word: some StringProtocol) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `linkTarget` of `link-target` and `link_target`.
  private static func camel(_ name: String) -> String {
    let words = name.split { "-_ ".contains($0) }.map(String.init)
    return (words.first ?? "") + words.dropFirst().map { capitalized($0) }.joined()
  }

  private static func comment(_ field: FactDeclaration.Field) -> String {
    switch field.type {
    case .word(let words): words.joined(separator: ", ") + "."
    case .commands: "Shell commands, quoted."
    default: "`\(field.name)`\(field.unit.map { ", in \($0)" } ?? "")."
    }
  }

  private func name(_ field: FactDeclaration.Field) -> String { "`\(Self.camel(field.name))`" }

  private func type(_ field: FactDeclaration.Field) -> String {
    switch field.type {
    case .text: "String"
    case .texts, .commands: "[String]"
    case .flag: "Bool"
    case .integer: "Int"
    case .integers: "[Int]"
    case .decimal: "Double"
    case .word: Self.capitalized(Self.camel(field.name))
    }
  }

  private var declaration: [String] {
    let fields = fact.fields.map { field -> String in
      let kind =
        switch field.type {
        case .text: ".text"
        case .texts: ".texts"
        case .commands: ".commands"
        case .flag: ".flag"
        case .integer, .decimal: ".number"
        case .integers: ".numbers"
        case .word(let words): ".word(\(words))"
        }
      return "\(field.name.debugDescription): \(kind)"
    }
    var arguments = [fact.kind.debugDescription, fact.meaning.debugDescription, "probe: \(probe.debugDescription)"]
    if !fields.isEmpty { arguments.append("fields: [\(fields.joined(separator: ", "))]") }
    if let leak = fact.leak { arguments.append("leak: \(leak)") }
    if let phenomenon = fact.phenomenon { arguments.append("phenomenon: \(phenomenon.debugDescription)") }
    if !fact.contraries.isEmpty { arguments.append("contraries: \(fact.contraries)") }
    if !fact.isEvidence { arguments.append("isEvidence: false") }
    return ["public static let fact = Fact(\(arguments.joined(separator: ", ")))"]
  }

  private var enumerations: [String] {
    fact.fields.flatMap { field -> [String] in
      guard case .word(let words) = field.type else { return [] }
      let cases = words.map { "  case `\(Self.caseName($0))` = \($0.debugDescription)" }
      return ["public enum \(type(field)): String, FieldContent, CaseIterable {"] + cases + ["}"]
    }
  }

  private static func caseName(_ word: String) -> String {
    let name = camel(word)
    return name.first?.isNumber == true ? "_" + name : name
  }

  private var initializer: [String] {
    let parameters = fact.fields.map { "\(name($0)): \(type($0))\($0.isOptional ? "? = nil" : "")" }
    return ["public init(\(parameters.joined(separator: ", "))) {"]
      + fact.fields.map { "  self.\(name($0)) = \(name($0))" } + ["}"]
  }

  /// The fields by themselves, for readers of one of them.
  private var keys: [String] {
    fact.fields.map { field in
      "public static var \(name(field)): FactField<\(typeName), \(type(field))> { FactField(\(field.name.debugDescription)) }"
    }
  }

  private var reader: [String] {
    var lines = ["public init?(fields: [String: Value]) {"]
    for field in fact.fields {
      let value = "fields[\(field.name.debugDescription)]"
      let read =
        switch field.type {
        case .text: "\(value)?.text"
        case .texts, .commands: "\(value)?.texts"
        case .flag: "\(value)?.flag"
        case .integer: "\(value)?.integer"
        case .integers: "\(value)?.integers"
        case .decimal: "\(value)?.number"
        case .word: "\(value)?.text.flatMap(\(type(field)).init)"
        }
      if field.isOptional {
        lines.append("  self.\(name(field)) = \(read)")
      } else {
        lines += ["  guard let \(name(field)) = \(read) else { return nil }", "  self.\(name(field)) = \(name(field))"]
      }
    }
    return lines + ["}"]
  }

  private var writer: [String] {
    guard !fact.fields.isEmpty else { return ["public var fields: [String: Value] { [:] }"] }
    var lines = ["public var fields: [String: Value] {", "  var fields: [String: Value] = [:]"]
    for field in fact.fields {
      let own = "self.\(name(field))"
      let written = { (value: String) in
        switch field.type {
        case .text: ".string(\(value))"
        case .texts, .commands: "Value(\(value))"
        case .flag: ".bool(\(value))"
        case .integer: ".int(\(value))"
        case .integers: ".list(\(value).map(Value.int))"
        case .decimal: ".double(\(value))"
        case .word: ".string(\(value).rawValue)"
        }
      }
      let key = "fields[\(field.name.debugDescription)]"
      lines.append(
        field.isOptional
          ? "  if let value = \(own) { \(key) = \(written("value")) }" : "  \(key) = \(written(own))")
    }
    return lines + ["  return fields", "}"]
  }
}
