import Diagnostics
import Linux
import SystemPackage

/// Changes of a service's mounts in the file that the user has, as commands.
struct ComposeEdit {
  let project: ComposeProject
  let service: ComposeService
  let machine: any Machine

  private func line(_ number: Int, of file: FilePath) -> Substring? {
    machine.text(Place(file))?.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first
  }

  private func sed(_ script: String, _ file: FilePath) -> String { "sed -i \(script.shellQuoted) \(file.shellQuoted)" }

  /// Makes the container anew from the changed file.
  var recreate: String { "\(project.command) up -d \(service.name.shellQuoted)" }

  /// Takes `:ro` or `read_only: true` from the mount of a path.
  func makingWritable(_ mount: ComposeMount) -> [String] {
    guard let text = line(mount.line, of: mount.file) else { return [] }
    let target = SettingEdit.pattern(mount.target.string)
    if text.contains("\(mount.target.string):ro") {
      return [sed("\(mount.line)s#\\(\(target)\\):ro#\\1#", mount.file), recreate]
    }
    if text.contains("read_only: true") {
      return [sed("\(mount.line)s#read_only: true#read_only: false#", mount.file), recreate]
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
        commands.append(sed("\(number)s#volumes: *\\[#&\"\(entry)\", #", service.file))
      } else {
        commands.append(sed("\(number)a\\\(step)  - \(entry)", service.file))
      }
    } else {
      commands.append(sed("\(service.line)a\\\(step)volumes: [\"\(entry)\"]", service.file))
    }
    let kept = "./\(name)-kept/."
    return commands + [
      recreate, "\(project.command) cp \(kept.shellQuoted) \(service.name.shellQuoted):\(path.shellQuoted)/",
    ]
  }

  /// Takes a tmpfs out of its list: the whole line where it stands alone.
  private func removing(_ memory: ComposeMount) -> String {
    let isAlone = line(memory.line, of: memory.file)?.trimmed.hasPrefix("-") == true
    let path = SettingEdit.pattern(memory.target.string)
    return sed(isAlone ? "\(memory.line)d" : "\(memory.line)s#\"*\(path)[^],\"]*\"*,*##", memory.file)
  }

  private func declaring(_ name: String) -> String {
    guard let file = project.files.first else { return "" }
    guard let number = project.volumesLine, let text = line(number, of: file) else {
      return "printf '\\nvolumes:\\n  %s: {}\\n' \(name.shellQuoted) >> \(file.shellQuoted)"
    }
    if text.contains("{") { return sed("\(number)s#{#{\(name): {}, #", file) }
    return sed("\(number)a\\  \(name): {}", file)
  }
}
