import Linux
import SystemPackage

/// Finds the compose projects that may describe what runs here.
struct ComposeDiscovery {
  let machine: any Machine
  let options: ExaminationOptions
  let redactor: Redactor
  /// Directories that engines and processes name.
  let folders: [FilePath]
  /// Files that engines say their containers were made from.
  let named: [[FilePath]]

  func projects() -> [ComposeProject] {
    var projects: [ComposeProject] = []
    var seen: Set<FilePath> = []
    func add(_ project: ComposeProject?) {
      guard let project, let file = project.files.first ?? project.problems.first?.file, seen.insert(file).inserted
      else {
        return
      }
      projects.append(project)
    }
    if !options.composeFiles.isEmpty {
      add(ComposeReader.project(of: options.composeFiles, on: machine, redactor: redactor))
    }
    for files in named { add(ComposeReader.project(of: files, on: machine, redactor: redactor)) }
    for folder in ([options.project].compactMap { $0 } + folders + Self.usual(on: machine)).prefix(400) {
      add(ComposeReader.project(in: folder, on: machine, redactor: redactor))
    }
    return projects
  }

  /// The directories in which people keep what they deploy: one level below /srv, /opt, /root and each home.
  static func usual(on machine: any Machine) -> [FilePath] {
    let homes = names(in: "/home", machine).map { FilePath("/home").appending($0) }
    let parents = ["/srv", "/opt", "/root", "/var/www", "/app"].map { FilePath($0) } + homes
    return parents.flatMap { parent in [parent] + names(in: parent, machine).map { parent.appending($0) } }
  }

  private static func names(in folder: FilePath, _ machine: any Machine) -> [FilePath.Component] {
    (machine.entries(of: Place(folder), limit: 60) ?? []).filter { !$0.string.hasPrefix(".") }
      .sorted { $0.string < $1.string }
  }
}
