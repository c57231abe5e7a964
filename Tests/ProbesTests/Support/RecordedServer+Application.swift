import Linux
import SystemPackage

extension RecordedServer {
  /// Records a gunicorn of shop's that listens at an address, with its settings in its environment and in its env file.
  ///
  /// The env file has one setting a line, sorted by name.
  mutating func runGunicorn(
    _ pid: Int = 200, at address: String = "127.0.0.1:8000", in directory: FilePath = "/srv/shop",
    settings: [String: String], options: [String] = []
  ) throws {
    let lines = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }
    machine.add(directory.appending(".env"), text: lines.joined())
    let programs = directory.appending("venv").appending("bin")
    run(
      pid,
      [programs.appending("python3").string, programs.appending("gunicorn").string, "--bind", address] + options
        + ["shop.wsgi"],
      name: "gunicorn", uid: 1000, environment: settings, in: directory)
    try listen(pid, at: address)
  }

  /// Records the service that systemd runs a process as.
  mutating func addService(_ name: String, of pid: Int, unit: String) {
    machine.add(FilePath("/proc/\(pid)/cgroup"), text: "0::/system.slice/\(name)\n")
    machine.add(FilePath("/etc/systemd/system/\(name)"), text: unit)
  }
}
