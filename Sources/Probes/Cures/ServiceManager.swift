import Diagnostics
import Linux
import SystemPackage

/// What started an application, and so starts it again.
enum ServiceManager: Sendable, Equatable {
  /// A unit of the running systemd.
  case systemd(String)
  case supervisor(String)
  case pm2(String)
  /// The service directory of runit or s6.
  case supervised(program: String, directory: String)
  /// The process of a container, which its engine makes anew.
  case container
  /// None that is known: a shell, a script, cron.
  case none

  static func of(_ application: Application, in scene: Scene) -> ServiceManager {
    let lead = application.lead
    if lead.view != .own, HostSummary.container(scene.machine, view: lead.view) != "none" { return .container }
    if lead.namespacePIDs.last == 1 { return .container }
    if let unit = scene.unitName(of: lead), scene.isSystemdRunning { return .systemd(unit) }
    if let name = application.environment?["SUPERVISOR_PROCESS_NAME"] {
      let group = application.environment?["SUPERVISOR_GROUP_NAME"] ?? name
      return .supervisor(group == name ? name : "\(group):\(name)")
    }
    if let id = application.environment?["pm_id"] { return .pm2(id) }
    if let parent = scene.processes.first(where: { $0.pid == lead.parent }), let directory = parent.workingDirectory {
      let name = directory.string
      if parent.name == "runsv" { return .supervised(program: "sv restart", directory: name) }
      if parent.name == "s6-supervise" { return .supervised(program: "s6-svc -r", directory: name) }
    }
    return .none
  }
}
