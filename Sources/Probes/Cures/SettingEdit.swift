import Diagnostics
import Linux
import Notation

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
    return script(for: line, number)?.command(on: file.reachable)
  }

  private func script(for line: Substring, _ number: Int) -> SedScript? {
    if let assignment = line.firstRange(of: "\(setting.name)="), !setting.value.isEmpty || line.hasSuffix("=") {
      let before = line[..<assignment.lowerBound].trimmed
      if before.isEmpty || before == "export" {
        return .substitute(
          #"^\([[:blank:]]*\(export[[:blank:]]*\)\{0,1\}\#(setting.name)=\).*"#, by: #"\1\#(value)"#,
          on: .number(number))
      }
    }
    if isCalculated(line) {
      return .substitute("= *[0-9 *<()_]*[0-9)]", by: "= \(value)", on: .number(number))
    }
    guard !setting.value.isEmpty, line.contains(setting.value) else { return nil }
    return .substitute(#"\(.*\)\#(setting.value)"#, by: #"\1\#(value)"#, on: .number(number))
  }

  /// Whether the value is a number, and the line holds a calculation of code: `MAX_CONTENT_LENGTH = 5 * 1024 * 1024`.
  private func isCalculated(_ line: Substring) -> Bool {
    guard !value.isEmpty, value.allSatisfy(\.isNumber), let equals = line.firstIndex(of: "=") else { return false }
    let source = line[line.index(after: equals)...].prefix { $0 != "#" }
    return line[..<equals].last == " " && (source.contains("*") || source.contains("<<"))
      && source.contains(where: \.isNumber) && source.allSatisfy { $0.isNumber || " *<()_".contains($0) }
  }
}
