import Linux
import SystemPackage

extension Scene {
  /// Whether PID 1 is systemd, so that `systemctl` works here.
  var isSystemdRunning: Bool {
    machine.text(Place("/proc/1/comm"), limit: 64).map { $0.split(separator: "\n").first == "systemd" } ?? false
  }

  /// The service that a process belongs to, by its control group.
  func unitName(of process: RunningProcess) -> String? {
    let groups = machine.text(Place(FilePath("/proc/\(process.pid)/cgroup")), limit: 8192) ?? ""
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: "/").map(String.init)
      if let unit = parts.last(where: { $0.hasSuffix(".service") && !$0.hasPrefix("user@") }) { return unit }
    }
    return nil
  }

  /// The unit file of an application: by its control group, else by what it starts.
  func unit(of application: Application) -> SystemdUnit? {
    if let name = unitName(of: application.lead),
      let unit = units.first(where: { $0.path.lastComponent?.string == name })
    {
      return unit
    }
    return units.first { $0.started(application.lead) }
  }
}
