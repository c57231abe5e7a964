import Diagnostics
import Linux
import SystemPackage

/// Where the start of an application builds its assets.
struct StartScripts {
  let application: Application
  let scene: Scene

  struct Found {
    let source: String
    let text: String
  }

  /// Commands that build assets, by the tools' own words.
  static let builds = [
    "collectstatic", "assets:precompile", "npm run build", "yarn build", "yarn run build", "pnpm build",
    "pnpm run build",
    "vite build", "next build", "webpack", "gulp build", "encore production", "compilemessages && ",
  ]

  static func isBuild(_ text: some StringProtocol) -> Bool { builds.contains { text.contains($0) } }

  /// The lines that start the application and build on the way.
  func found() -> [Found] {
    var found: [Found] = []
    for folder in folders() {
      for (name, isStart) in Self.files {
        let place = folder.at(folder.path.appending(FilePath(name).components))
        guard let text = scene.machine.text(place, limit: 1 << 16) else { continue }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where Self.isBuild(line) && isStart(line) && !line.trimmed.hasPrefix("#") {
          found.append(Found(source: "\(place.path.shown):\(number + 1)", text: String(line.trimmed.prefix(200))))
        }
      }
    }
    if let unit = scene.unit(of: application) {
      for line in (unit.directives["ExecStartPre"] ?? []) + (unit.directives["ExecStart"] ?? [])
      where Self.isBuild(line) {
        found.append(Found(source: unit.path.shown, text: String(line.prefix(200))))
      }
    }
    if let (_, service) = scene.service(of: application.lead, environment: application.environment),
      let command = service.command, Self.isBuild(command)
    {
      found.append(Found(source: "\(service.file.shown):\(service.line)", text: String(command.prefix(200))))
    }
    return found
  }

  /// Files that start an application, and which of their lines do so.
  private static let files: [(String, @Sendable (Substring) -> Bool)] = [
    ("Procfile", { !$0.hasPrefix("release:") }),
    ("Dockerfile", { $0.hasPrefix("CMD") || $0.hasPrefix("ENTRYPOINT") }),
    ("entrypoint.sh", { _ in true }), ("docker-entrypoint.sh", { _ in true }), ("docker/entrypoint.sh", { _ in true }),
    ("start.sh", { _ in true }), ("run.sh", { _ in true }), ("bin/start", { _ in true }),
    ("package.json", { $0.contains("\"start\"") }),
  ]

  private func folders() -> [Place] {
    var folders = [application.workingDirectory.map { Place($0, in: application.view) }].compactMap { $0 }
    if let project = scene.options.project { folders.append(Place(project)) }
    if application.view != .own { folders.append(Place("/", in: application.view)) }
    return folders.filter { $0.path != "/" || $0.view != .own }
  }

  /// A build that runs now, in the application's namespace.
  func running() -> RunningProcess? {
    scene.processes.first { process in
      process.mountNamespace == application.lead.mountNamespace && process.arguments.count > 1
        && Self.isBuild(process.arguments.joined(separator: " ")) && !["sh", "bash", "dash"].contains(process.name)
    }
  }
}
