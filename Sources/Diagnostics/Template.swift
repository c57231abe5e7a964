import Notation

/// Text with places for what was observed: `chmod o+x {path.denied.component}`.
struct Template {
  /// What a place is filled with: the observations of the case by kind, the most relevant first.
  let observations: [Observation]
  let subject: Subject
  let vocabulary: Vocabulary

  /// The text with every place filled, or nil where one of them was not observed.
  func text(_ template: String) -> String? {
    fill(template) { value, _ in value.plain }
  }

  /// Shell commands: values are quoted for the shell; a place alone whose field holds commands yields these.
  func commands(_ template: String) -> [String]? {
    if template.hasPrefix("{"), template.hasSuffix("}"), template.filter({ $0 == "{" }).count == 1,
      let (value, kind) = place(template.dropFirst().dropLast()), kind == .commands
    {
      let commands = value.elements.compactMap(\.text)
      return commands.isEmpty ? nil : commands
    }
    return fill(template) { value, kind in
      kind == .commands ? value.plain : value.elements.map { $0.plain.shellQuoted }.joined(separator: " ")
    }.map { [$0] }
  }

  /// The field `patch` beside the commands that a place alone stands for.
  func patch(_ template: String) -> String? {
    guard template.hasPrefix("{"), template.hasSuffix(".commands}") else { return nil }
    return place(Substring(template.dropFirst().dropLast("commands}".count) + "patch"))?.0.text
  }

  private func fill(_ template: String, _ show: (Value, Fact.FieldKind?) -> String) -> String? {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      guard name.contains("."), !name.contains(" "), !name.contains("$") else {
        result += rest[...close]
        rest = rest[rest.index(after: close)...]
        continue
      }
      guard let (value, kind) = place(name) else { return nil }
      result += rest[..<open] + show(value, kind)
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The value of `fact.kind.field` or `subject.aspect`.
  private func place(_ name: Substring) -> (Value, Fact.FieldKind?)? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let (owner, field) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
    if owner == "subject" {
      return Subject.Aspect(rawValue: field).flatMap { subject[$0] }.map { (.string($0), .text) }
    }
    for observation in observations where observation.kind == owner {
      if let value = observation.data[field], value != .null { return (value, vocabulary[owner]?.fields[field]) }
    }
    return nil
  }

  /// The names of the places in a template, for the lint.
  static func places(in template: String) -> [String] {
    var names: [String] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      if name.contains("."), !name.contains(" "), !name.contains("$") { names.append(String(name)) }
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
