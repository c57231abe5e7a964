import Notation

/// Checks each directive as it is read, in nginx's order and words (`ngx_conf_handler` and the slot functions).
struct Validator {
  private(set) var variables = VariableUses()
  private var loadsModules = false
  private var logFormats: Set<String> = ["combined"]
  private var upstreams: Set<String> = []

  mutating func check(
    _ directive: Directive, name: Parser.Name, block: inout BlockState, opensBlock: Bool,
    problems: inout [ConfigurationProblem]
  ) {
    if block.context == .foreign { return }
    variables.note(directive, role: name.role, in: block)
    if block.context == .data {
      if let message = DataBlockCheck.problem(directive, in: block.opener, opensBlock: opensBlock)
        ?? DataBlockCheck.repetition(directive, in: &block)
      {
        report(message, directive, &problems)
      }
      return
    }
    if name.text == "load_module" { loadsModules = true }
    if name.rules.isEmpty {
      problems.append(unknown(directive))
      return
    }
    guard let rule = name.rules.first(where: { $0.allows(block.context) }) else {
      report("\"\(name.text)\" directive is not allowed here", directive, &problems)
      return
    }
    if !rule.isBlock, opensBlock {
      report("directive \"\(name.text)\" is not terminated by \";\"", directive, &problems)
    } else if rule.isBlock, !opensBlock {
      report("directive \"\(name.text)\" has no opening \"{\"", directive, &problems)
    } else if !rule.counts.contains(directive.arguments.count) {
      report("invalid number of arguments in \"\(name.text)\" directive", directive, &problems)
    } else {
      checkValue(directive, rule: rule, name: name, block: &block, &problems)
    }
  }

  private mutating func checkValue(
    _ directive: Directive, rule: DirectiveRule, name: Parser.Name, block: inout BlockState,
    _ problems: inout [ConfigurationProblem]
  ) {
    guard rule.kind != .other else {
      checkOther(directive, name: name, block: &block, &problems)
      return
    }
    if block.seen.contains(name.index) {
      report("\"\(directive.name)\" directive is duplicate", directive, &problems)
      return
    }
    block.seen.append(name.index)
    guard let value = directive.arguments.first else { return }
    switch rule.kind {
    case .flag:
      if !["on", "off"].contains(value.lowercased()) {
        report(
          "invalid value \"\(value)\" in \"\(directive.name)\" directive, it must be \"on\" or \"off\"", directive,
          &problems)
      }
    case .size, .offset:
      if Amounts.size(value) == nil { report("\"\(directive.name)\" directive invalid value", directive, &problems) }
    case .number:
      if Amounts.number(value) == nil { report("invalid number", directive, &problems) }
    case .milliseconds, .seconds:
      if Amounts.seconds(value) == nil { report("\"\(directive.name)\" directive invalid value", directive, &problems) }
    case .single, .other:
      if let message = ValueCheck.problem(directive) { report(message, directive, &problems) }
    }
  }

  /// A format must be defined before the log that uses it.
  private mutating func checkLogFormat(_ directive: Directive) -> String? {
    let words = directive.arguments
    if directive.name == "log_format", let name = words.first {
      return logFormats.insert(name).inserted ? nil : "duplicate \"log_format\" name \"\(name)\""
    }
    guard directive.name == "access_log", words.count > 1 else { return nil }
    let isOption = ["buffer=", "flush=", "gzip", "if="].contains { words[1].hasPrefix($0) }
    return isOption || logFormats.contains(words[1]) ? nil : "unknown log format \"\(words[1])\""
  }

  private mutating func checkOther(
    _ directive: Directive, name: Parser.Name, block: inout BlockState, _ problems: inout [ConfigurationProblem]
  ) {
    let isRoot = directive.name == "root" || directive.name == "alias"
    if isRoot, let earlier = block.rootName {
      let message =
        earlier == directive.name
        ? "\"\(earlier)\" directive is duplicate"
        : "\"\(directive.name)\" directive is duplicate, \"\(earlier)\" directive was specified earlier"
      report(message, directive, &problems)
      return
    }
    if isRoot { block.rootName = directive.name }
    if name.role.isSingle {
      if block.seen.contains(name.index) {
        report("\"\(directive.name)\" directive is duplicate", directive, &problems)
        return
      }
      block.seen.append(name.index)
    }
    if name.role.hasNamelessVariable(directive) {
      report("invalid variable name", directive, &problems)
      return
    }
    if let message = checkLogFormat(directive) ?? checkUpstream(directive, block)
      ?? ArgumentCheck.problem(directive, in: block)
    {
      report(message, directive, &problems)
    }
  }

  private mutating func checkUpstream(_ directive: Directive, _ block: BlockState) -> String? {
    guard directive.name == "upstream", let name = directive.arguments.first else { return nil }
    let key = "\(block.context) \(Bytes.lowercased(name))"
    return upstreams.insert(key).inserted ? nil : "duplicate upstream \"\(name)\""
  }

  private func unknown(_ directive: Directive) -> ConfigurationProblem {
    let explained = loadsModules || ThirdPartyModules.mayDeclare(directive.name)
    return ConfigurationProblem(
      severity: explained ? .notice : .emergency, message: "unknown directive \"\(directive.name)\"",
      position: directive.endPosition)
  }

  private func report(_ message: String, _ directive: Directive, _ problems: inout [ConfigurationProblem]) {
    problems.append(
      ConfigurationProblem(severity: .emergency, message: message, position: directive.endPosition))
  }
}
