import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// Settings of the application: from its process, its files, and where they differ.
public struct EnvironmentProbe: Probe {
  public static var id: String { "environment" }
  public static var summary: String {
    "Settings of the application: from its process, its files, and where they differ."
  }
  public static var needs: [ProbeNeed] { [.root("for the environments of other users' processes")] }

  public init() {}

  public func look(at scene: Scene, into recorder: Recorder) async {
    for application in scene.applications {
      recordProcess(application, recorder)
      recordSettings(application, scene, recorder)
      SettingComparison(application: application, scene: scene, recorder: recorder).record()
      AppLog(application: application, scene: scene, recorder: recorder).record()
    }
    for file in scene.looseFiles {
      for setting in file.settings where SettingRole.isTelling(setting.name) {
        record(setting, of: [.file: file.path.shown], recorder)
      }
    }
  }

  private func recordProcess(_ application: Application, _ recorder: Recorder) {
    let lead = application.lead
    let listens = application.listeners.map { $0.isUnix ? "unix:\($0.address)" : "\($0.address):\($0.port)" }
    recorder.record(
      AppRunning(
        directory: lead.workingDirectory?.shown, identity: application.identity.shown, listens: listens, pid: lead.pid,
        program: application.program, umask: lead.umask.map { String($0, radix: 8) }),
      of: [.process: "\(application.program) (\(lead.pid))"],
      "\(application.program) runs (pid \(lead.pid)) as \(application.identity.shown)"
        + (lead.workingDirectory.map { " in \($0.shown)" } ?? "; its directory is not ours to see")
        + (listens.isEmpty ? "" : ", listening on \(listens.joined(separator: ", "))"))
    if application.environment == nil {
      recorder.record(
        AppEnvironmentUnreadable(pid: lead.pid, program: application.program),
        of: [.process: "\(application.program) (\(lead.pid))"],
        "The environment of \(application.program) (pid \(lead.pid)) is not ours to read; root could, or \(lead.identity.shown), as whom it runs"
      )
    }
  }

  /// Settings that code and configuration files have, and no environment.
  private static let further: Set<String> = [
    "RAILS_SERVE_STATIC_FILES", "express.static", "upload_max_filesize", "post_max_size", "upload_tmp_dir",
    "open_basedir", "file_uploads", "user", "chroot",
  ]

  /// Its settings, for each route that it writes.
  private func recordSettings(_ application: Application, _ scene: Scene, _ recorder: Recorder) {
    let routes = scene.routes(of: application)
    let subjects: [Subject] = routes.isEmpty ? [[.process: application.program]] : routes.map { [.route: $0.id] }
    let switches = ["DEBUG", "DJANGO_DEBUG", "APP_DEBUG", "FLASK_DEBUG", "RAILS_SERVE_STATIC_FILES"]
    let others = switches.compactMap { name in
      application.environment?[name].map {
        Setting(name: name, value: $0, source: "environment of \(application.program) (pid \(application.lead.pid))")
      }
    }
    let further = application.code.filter { Self.further.contains($0.name) }
    for setting in SettingRole.allCases.compactMap({ application.setting($0) }) + others + further {
      let below = application.layers.overruled(by: setting)
      for subject in subjects { record(setting, over: below, of: subject, recorder) }
    }
  }

  private func record(_ setting: Setting, over below: [Setting] = [], of subject: Subject, _ recorder: Recorder) {
    let shown = Redactor.isSecretName(setting.name) ? "(secret)" : setting.value
    let isSecret = shown != setting.value
    let others = below.prefix(6).map { isSecret ? $0.source : "\($0.value) (\($0.source))" }
    recorder.record(
      AppSetting(name: setting.name, over: others, source: setting.source, value: shown), of: subject,
      "\(setting.name)=\(shown) (\(setting.source))"
        + (others.isEmpty ? "" : ", which wins over \(others.joined(separator: ", "))"))
  }
}
