/// The variables a configuration uses and those it defines, gathered while it is read.
struct VariableUses {
  private var used: [String] = []
  private var defined: Set<String> = []

  /// Takes note of a directive's arguments, or of a line in a block of data.
  mutating func note(_ directive: Directive, role: NameRole, in block: BlockState) {
    if block.context == .data {
      if block.opener?.name == "map", directive.name != "include" {
        noteUses(directive.arguments.prefix(1))
        noteGroups(directive.name)
      }
      return
    }
    for argument in directive.arguments where argument.utf8.contains(UInt8(ascii: "(")) { noteGroups(argument) }
    if role.definesFirst, let name = directive.arguments.first { define(name) }
    if role.definesLast, let name = directive.arguments.last { define(name) }
    guard let first = role.firstEvaluated else { return }
    switch directive.name {
    case "map": noteUses(directive.arguments.prefix(1))
    case "if": noteUses(directive.arguments.prefix(1).map { String($0.drop { $0 == "(" }) }[...])
    default: noteUses(directive.arguments.dropFirst(first))
    }
  }

  /// The first variable that is used and that neither the configuration nor nginx defines.
  var firstUnknown: String? { used.first { !defined.contains($0) && !KnownVariables.contain($0) } }

  private mutating func define(_ name: String) { defined.insert(Bytes.lowercased(String(name.dropFirst()))) }

  private mutating func noteGroups(_ text: String) { defined.formUnion(PatternNames.names(in: text)) }

  private mutating func noteUses(_ arguments: ArraySlice<String>) {
    for argument in arguments where argument.utf8.contains(UInt8(ascii: "$")) {
      for part in Template(argument.byteArray).parts {
        if case .variable(let name) = part, !used.contains(name) { used.append(name) }
      }
    }
  }
}
