import Facts
import Linux
import Nginx
import SystemPackage

/// A number that a worker may come to the end of, and what raises it.
struct WorkerLimit {
  let kind: LogWorkerLimit.Kind
  let directive: String
  /// What nginx logs at the end of it.
  let complaint: String
  /// The number in force; nil where it is not known.
  let present: Int?
  let wanted: Int
  /// What raises it; none where the number cannot be raised by nginx itself.
  let edits: [Edit]

  /// Both limits of an nginx. A connection to a client and one to an application take a descriptor each, and
  /// `worker_rlimit_nofile` goes beyond the hard limit only for a master with CAP_SYS_RESOURCE (setrlimit(2)).
  static func all(of instance: NginxInstance, on machine: any Machine) -> [WorkerLimit] {
    let configuration = instance.configuration
    let main = configuration.directives
    let events = main.first { $0.name == "events" }
    let own = events?.block?.first { $0.name == "worker_connections" }
    let present = own?.arguments.first.flatMap { Int($0) } ?? 512
    let soft = descriptors(of: instance.workers.first, on: machine)?.soft
    let hard = descriptors(of: instance.master, on: machine)?.hard
    let most = instance.master?.identity.capabilities.contains(.raiseLimits) == false ? hard ?? soft : nil
    let wanted = min(max(4096, present * 4), most.map { $0 / 2 } ?? .max)
    let files = min(max(65_535, (soft ?? 0) * 4), most ?? 1 << 20)
    var connections: [Edit] = []
    if wanted > present {
      let change = NewDirective("worker_connections", [String(wanted)])
      connections =
        (own ?? events).map {
          own == nil
            ? Edit(.insertInside(change), of: $0, in: configuration)
            : Edit.arguments(change.arguments, of: $0, in: configuration)
        }.map { [$0] } ?? []
      if let soft, soft < wanted * 2 { connections += descriptorEdit(wanted * 2, in: configuration) }
    }
    return [
      WorkerLimit(
        kind: .connections, directive: "worker_connections", complaint: "worker_connections are not enough",
        present: present, wanted: wanted, edits: connections),
      WorkerLimit(
        kind: .files, directive: "worker_rlimit_nofile", complaint: "(24: Too many open files)", present: soft,
        wanted: files, edits: files > soft ?? 0 ? descriptorEdit(files, in: configuration) : []),
    ]
  }

  private static func descriptorEdit(_ number: Int, in configuration: Configuration) -> [Edit] {
    let main = configuration.directives
    if let own = main.first(where: { $0.name == "worker_rlimit_nofile" }) {
      return [Edit.arguments([String(number)], of: own, in: configuration)]
    }
    let change = NewDirective("worker_rlimit_nofile", [String(number)])
    return main.first.map { [Edit(.insertBefore(change), of: $0, in: configuration)] } ?? []
  }

  /// The limits of open files that a process runs under. nginx sets both for its workers, so that the hard one of
  /// `worker_rlimit_nofile` is the master's.
  private static func descriptors(
    of process: RunningProcess?, on machine: any Machine
  ) -> (soft: Int, hard: Int)? {
    guard let process, let text = machine.text(Place(FilePath("/proc/\(process.pid)/limits")), limit: 8192),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") })
    else { return nil }
    let numbers = line.split(separator: " ").dropFirst(3).compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }
}
