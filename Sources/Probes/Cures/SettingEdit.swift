import Diagnostics
import Linux

/// The change of a setting in the file that says it, as a command.
struct SettingEdit {
  let setting: Setting
  let value: String

  /// The command; nil where no file says the setting, or where its line does not hold the value as it stands.
  func command(on machine: any Machine) -> String? {
    guard let file = setting.file, let number = setting.line, !value.contains("\n"),
      let line = machine.text(file)?.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1)
        .first
    else { return nil }
    let target = file.reachable.shellQuoted
    if let assignment = line.firstRange(of: "\(setting.name)="), !setting.value.isEmpty || line.hasSuffix("=") {
      let before = line[..<assignment.lowerBound].trimmed
      if before.isEmpty || before == "export" {
        let script = "s#^\\(.*\(setting.name)=\\).*#\\1\(Self.replacement(value))#"
        return "sed -i \("\(number)\(script)".shellQuoted) \(target)"
      }
    }
    if let script = Self.recalculated(line, to: value) {
      return "sed -i \("\(number)\(script)".shellQuoted) \(target)"
    }
    guard !setting.value.isEmpty, line.contains(setting.value) else { return nil }
    let script = "\(number)s#\\(.*\\)\(Self.pattern(setting.value))#\\1\(Self.replacement(value))#"
    return "sed -i \(script.shellQuoted) \(target)"
  }

  /// The script that puts a number in place of a calculation of code: `MAX_CONTENT_LENGTH = 5 * 1024 * 1024`.
  private static func recalculated(_ line: Substring, to value: String) -> String? {
    guard !value.isEmpty, value.allSatisfy(\.isNumber), let equals = line.firstIndex(of: "=") else { return nil }
    let source = line[line.index(after: equals)...].prefix { $0 != "#" }
    guard line[..<equals].last == " ", source.contains("*") || source.contains("<<"),
      source.contains(where: \.isNumber), source.allSatisfy({ $0.isNumber || " *<()_".contains($0) })
    else { return nil }
    return "s/= *[0-9 *<()_]*[0-9)]/= \(value)/"
  }

  /// A text as a basic regular expression of sed that matches just it.
  static func pattern(_ text: String) -> String {
    text.map { "\\.*[]^$#".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// A text as the replacement of sed's s command.
  static func replacement(_ text: String) -> String {
    text.map { "\\&#".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
