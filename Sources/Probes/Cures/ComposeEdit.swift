import Diagnostics
import Linux
import Notation
import SystemPackage

/// Changes of a service's mounts in the file that the user has, as commands.
struct ComposeEdit {
  let project: ComposeProject
  let service: ComposeService
  let machine: any Machine

  private func line(_ number: Int, of file: FilePath) -> Substring? {
    machine.text(Place(file))?.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first
  }

  /// Makes the container anew from the changed file.
  var recreate: String { "\(project.command) up -d \(service.name.shellQuoted)" }

  /// Takes `:ro` or `read_only: true` from the mount of a path.
  func makingWritable(_ mount: ComposeMount) -> [String] {
    guard let text = line(mount.line, of: mount.file) else { return [] }
    if text.contains("\(mount.target.string):ro") {
      let script = SedScript.substitute(
        #"\(\#(mount.target.bytes)\):ro"#, by: #"\1"#, on: .number(mount.line))
      return [script.command(on: mount.file), recreate]
    }
    if text.contains("read_only: true") {
      let script = SedScript.substitute("read_only: true", by: "read_only: false", on: .number(mount.line))
      return [script.command(on: mount.file), recreate]
    }
    return []
  }

  /// Gives the service a named volume at a path, and keeps what the container has there now.
  func addingVolume(named name: String, at path: FilePath, instead memory: ComposeMount? = nil) -> [String] {
    guard let own = line(service.line, of: service.file) else { return [] }
    let entry = "\(name):\(path.string)"
    var commands = [
      "\(project.command) cp \(service.name.shellQuoted):\(path.shellQuoted) \("./\(name)-kept".shellQuoted)"
    ]
    let indentation = own.prefix { $0 == " " }.count + 2
    let step = String(repeating: " ", count: indentation)
    if project.volumes[name] == nil { commands.append(declaring(name)) }
    if let memory { commands.append(removing(memory)) }
    if let number = service.volumesLine, let text = line(number, of: service.file) {
      if text.contains("[") {
        commands.append(
          SedScript.substitute(#"volumes: *\["#, by: #"&"\#(entry)", "#, on: .number(number)).command(on: service.file))
      } else {
        commands.append(SedScript.append("\(step)  - \(entry)", after: .number(number)).command(on: service.file))
      }
    } else {
      commands.append(
        SedScript.append("\(step)volumes: [\"\(entry)\"]", after: .number(service.line)).command(on: service.file))
    }
    let kept = "./\(name)-kept/."
    return commands + [
      recreate, "\(project.command) cp \(kept.shellQuoted) \(service.name.shellQuoted):\(path.shellQuoted)/",
    ]
  }

  /// Takes a tmpfs out of its list: the whole line where it stands alone.
  private func removing(_ memory: ComposeMount) -> String {
    let isAlone = line(memory.line, of: memory.file)?.trimmed.hasPrefix("-") == true
    let lines = SedLines.number(memory.line)
    let entry: SedPattern = #""*\#(memory.target.bytes)[^],"]*"*,*"#
    return (isAlone ? SedScript.delete(lines) : .substitute(entry, by: "", on: lines)).command(on: memory.file)
  }

  private func declaring(_ name: String) -> String {
    guard let file = project.files.first else { return "" }
    guard let number = project.volumesLine, let text = line(number, of: file) else {
      return "printf '\\nvolumes:\\n  %s: {}\\n' \(name.shellQuoted) >> \(file.shellQuoted)"
    }
    if text.contains("{") {
      return SedScript.substitute("{", by: "{\(name): {}, ", on: .number(number)).command(on: file)
    }
    return SedScript.append("  \(name): {}", after: .number(number)).command(on: file)
  }
}
