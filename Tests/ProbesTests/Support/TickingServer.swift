import Diagnostics
import Linux
import SystemPackage
import Wire

@testable import Probes

/// A recorded machine whose processes start at known ticks after boot.
struct TickingServer {
  var machine = RecordedMachine()

  /// Booted at 1 700 000 000.250 by its clock of now; /proc/stat leaves the fraction out.
  init() {
    machine.add("/proc/stat", text: "cpu0 1 1 1 1\nbtime 1700000000\n")
    machine.boot = Moment(seconds: 1_700_000_000, nanoseconds: 250_000_000)
  }

  /// Records a process of www-data that started some ticks of 1/100 s after boot.
  mutating func start(
    _ pid: Int, _ arguments: [String], parent: Int = 1, ticks: Int, in directory: FilePath = "/srv/app",
    environment: [String: String] = [:]
  ) {
    let folder = "/proc/\(pid)"
    let name = arguments[0].hasPrefix("nginx") ? "nginx" : arguments[0]
    let ids = "\t33\t33\t33\t33"
    machine.add(
      FilePath("\(folder)/status"), text: "Name:\t\(name)\nPPid:\t\(parent)\nUid:\(ids)\nGid:\(ids)\n")
    let fields = (["S", "\(parent)"] + Array(repeating: "0", count: 17) + ["\(ticks)", "0"]).joined(separator: " ")
    machine.add(FilePath("\(folder)/stat"), text: "\(pid) (\(name)) \(fields)\n")
    machine.add(FilePath("\(folder)/cmdline"), text: arguments.joined(separator: "\0") + "\0")
    machine.add(FilePath("\(folder)/environ"), text: environment.map { "\($0)=\($1)\0" }.sorted().joined())
    machine.add(link: FilePath("\(folder)/cwd"), to: directory)
  }

  /// Records that a process listens on a port of every address of this machine.
  mutating func listen(_ pid: Int, on port: Int) {
    let inode = 1000 + port
    let number = String(port, radix: 16, uppercase: true)
    let line = "0: 00000000:\(number) 00000000:0000 0A 00000000:00000000 00:00000000 00000000 33 0 \(inode)"
    machine.add("/proc/self/net/tcp", text: (machine.text(Place("/proc/self/net/tcp")) ?? "sl\n") + line + "\n")
    machine.add(link: FilePath("/proc/\(pid)/fd/\(port)"), to: FilePath("socket:[\(inode)]"))
  }

  /// Records a text file that was written at a moment.
  mutating func write(_ path: FilePath, _ text: String, at moment: Moment) {
    machine.add(path, text: text)
    machine.files[Place(path)]?.status.modified = moment.seconds
    machine.files[Place(path)]?.status.modifiedNanoseconds = moment.nanoseconds
  }

  func scene(_ options: ExaminationOptions = ExaminationOptions()) -> Scene {
    Discovery(machine: machine, network: RecordedNetwork(), options: options, redactor: Redactor(isActive: true)).scene(
      Engines())
  }

  /// What a probe sees.
  func seen(by probe: some Probe, options: ExaminationOptions = ExaminationOptions()) async throws -> Sightings {
    let log = ObservationLog(redactor: Redactor(isActive: true), told: [])
    try await probe.look(at: scene(options), into: Recorder(log: log, probe: type(of: probe).id))
    return Sightings(log.observations)
  }
}
