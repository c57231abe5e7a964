import Linux
import Notation
import SystemPackage

extension SystemdService {
  /// The service that a process of this machine runs in: by its control group, else by what a unit starts.
  static func running(_ process: RunningProcess, on machine: any Machine) -> SystemdService? {
    guard process.view == .own else { return nil }
    let groups = machine.text(Place(FilePath("/proc/\(process.pid)/cgroup")), limit: 8192) ?? ""
    let parts = groups.split(whereSeparator: { $0 == "\n" || $0 == "/" }).map(String.init)
    if let name = parts.last(where: { $0.hasSuffix(".service") && !$0.hasPrefix("user@") }),
      let service = SystemdService(name, on: machine)
    {
      return service
    }
    let unit = SystemdUnit.all(on: machine).first { $0.started(process) }
    return unit?.path.lastComponent.flatMap { SystemdService($0.string, on: machine) }
  }

  /// The files that `EnvironmentFile=` names, in the order in which they are read.
  var environmentFiles: [FilePath] {
    words("EnvironmentFile").map { FilePath($0.value.hasPrefix("-") ? String($0.value.dropFirst()) : $0.value) }
  }

  /// The files that it reads, and for each that is not there the one that must have been meant.
  func environmentFiles(on machine: any Machine) -> [FilePath] {
    environmentFiles.compactMap { machine.exists(Place($0)) ? $0 : Self.near($0, on: machine) }
  }

  /// The only file beside one that is not there which has nearly its name.
  private static func near(_ path: FilePath, on machine: any Machine) -> FilePath? {
    guard let name = path.lastComponent?.string, path.isAbsolute else { return nil }
    let folder = path.removingLastComponent()
    let names = machine.entries(of: Place(folder), limit: 200)?.map(\.string) ?? []
    let similar = names.filter { EditDistance.between($0.lowercased(), name.lowercased()) <= 2 }
    return similar.count == 1 ? similar.first.map { folder.appending($0) } : nil
  }

  /// What `Environment=` sets, each with its file and line, later ones over earlier ones: systemd.exec(5).
  func environment(on machine: any Machine) -> [Setting] {
    var settings: [Setting] = []
    for part in parts {
      let lines = machine.text(Place(part.path), limit: 1 << 16) ?? ""
      for (number, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        guard line.hasPrefix("Environment=") else { continue }
        let assignments = Self.assignments(line.dropFirst(12))
        if assignments.isEmpty { settings = [] }
        for (name, value) in assignments where !value.contains("%") {
          settings.removeAll { $0.name == name }
          settings.append(Setting(name: name, value: value, file: Place(part.path), line: number + 1))
        }
      }
    }
    return settings
  }

  /// `A=b "C=d e" 'F=g'`.
  private static func assignments(_ text: Substring) -> [(name: String, value: String)] {
    var words: [String] = []
    var (word, quote): (String, Character?) = ("", nil)
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else if quote == nil, character == " " || character == "\t" {
        words.append(word)
        word = ""
      } else {
        word.append(character)
      }
    }
    return (words + [word]).compactMap { word in
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return nil }
      return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
  }
}
