import Linux
import SystemPackage

extension SettingLayers {
  /// The layers below the code of a process: its environment, nil where it is not ours to read, and what its starter has.
  init(
    of process: RunningProcess, named program: String, environment: [String: String]?, files: [EnvironmentFile],
    unit: [Setting] = [], pool: [Setting] = []
  ) {
    var settings: [Layer: [Setting]] = [.unit: unit, .pool: pool]
    for file in files { settings[file.layer, default: []] += file.settings }
    settings[.process] = environment.map { environment in
      environment.map { name, value in
        Setting(name: name, value: value, source: "environment of \(program) (pid \(process.pid))")
      }
    }
    self.init(settings, isReadingFiles: Self.isReading(files, process, environment))
  }

  /// Whether none of the files' settings reached the environment, so that the process may read them by itself, as
  /// dotenv libraries do.
  private static func isReading(
    _ files: [EnvironmentFile], _ process: RunningProcess, _ environment: [String: String]?
  ) -> Bool {
    guard let environment else { return true }
    let names = files.filter { !isOutOfReach($0, of: process) }.flatMap(\.settings).map(\.name)
    return !names.isEmpty && names.allSatisfy { environment[$0] == nil }
  }

  /// Whether only its service could have read a file: the unit names it, and it lies nowhere near the code.
  private static func isOutOfReach(_ file: EnvironmentFile, of process: RunningProcess) -> Bool {
    guard file.layer == .unitFile, let directory = process.workingDirectory else { return false }
    return ![directory, directory.removingLastComponent()].contains(file.path.removingLastComponent())
  }
}
