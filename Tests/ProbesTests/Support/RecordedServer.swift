import Diagnostics
import Facts
import Linux
import SystemPackage
import Wire

@testable import Probes

/// A server made of values: files, processes and what the network answers; probes are let loose on it as on a real one.
///
/// Processes are recorded as /proc shows them, so that discovery finds nginx, applications and routes by itself.
struct RecordedServer {
  var machine = RecordedMachine()
  var network = RecordedNetwork()
  var options = ExaminationOptions()

  /// A machine that has been up for some hours, with the accounts that nginx and an application use.
  init() {
    machine.add(
      "/etc/passwd", text: "root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/\nshop:x:1000:1000::/srv/shop:/\n")
    machine.add("/etc/group", text: "root:x:0:\nwww-data:x:33:\nshop:x:1000:\n")
    machine.add("/etc/hosts", text: "127.0.0.1 localhost\n")
    machine.add("/proc/stat", text: "btime \(machine.now - 36_000)\n")
    machine.add("/proc/mounts", text: "/dev/sda1 / ext4 rw 0 0\n")
    machine.add("/proc/self/mountinfo", text: Self.rootMount)
    machine.add("/proc/1/comm", text: "systemd\n")
    machine.add(link: "/proc/self/ns/mnt", to: "mnt:[1]")
    machine.add(link: "/proc/self/root", to: "/")
  }

  static let rootMount = "1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"

  /// Records a running process.
  ///
  /// - Parameter age: how many seconds ago it started.
  mutating func run(
    _ pid: Int, _ arguments: [String], name: String? = nil, parent: Int = 1, uid: UInt32 = 0, gid: UInt32? = nil,
    environment: [String: String] = [:], in directory: FilePath = "/", executable: FilePath? = nil, age: Int = 3600,
    umask: String = "0022"
  ) {
    let group = gid ?? uid
    let name = name ?? String(arguments.first?.split(separator: "/").last?.prefix { $0 != ":" && $0 != " " } ?? "?")
    let capabilities = uid == 0 ? "000001ffffffffff" : "0000000000000000"
    machine.add(
      FilePath("/proc/\(pid)/status"),
      text: """
        Name:\t\(name)
        Umask:\t\(umask)
        PPid:\t\(parent)
        Uid:\t\(uid)\t\(uid)\t\(uid)\t\(uid)
        Gid:\t\(group)\t\(group)\t\(group)\t\(group)
        Groups:\t\(group)
        NSpid:\t\(pid)
        CapEff:\t\(capabilities)

        """)
    let ticks = (36_000 - age) * 100
    machine.add(
      FilePath("/proc/\(pid)/stat"),
      text: "\(pid) (\(name)) S \(parent) " + String(repeating: "0 ", count: 17) + "\(ticks) 0\n")
    machine.add(FilePath("/proc/\(pid)/cmdline"), text: arguments.map { $0 + "\0" }.joined())
    machine.add(
      FilePath("/proc/\(pid)/environ"), text: environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)\0" }.joined())
    machine.add(FilePath("/proc/\(pid)/mountinfo"), text: Self.rootMount)
    machine.add(link: FilePath("/proc/\(pid)/ns/mnt"), to: "mnt:[1]")
    machine.add(link: FilePath("/proc/\(pid)/root"), to: "/")
    machine.add(link: FilePath("/proc/\(pid)/cwd"), to: directory)
    if let executable { machine.add(link: FilePath("/proc/\(pid)/exe"), to: executable) }
  }

  /// Records a running nginx with this configuration: a master of root's and a worker of www-data's.
  mutating func runNginx(_ servers: String, age: Int = 3600) {
    machine.add("/usr/sbin/nginx", text: "\u{7f}ELF nginx version: nginx/1.22.1", mode: 0o755)
    machine.add(
      "/etc/nginx/nginx.conf",
      text: """
        user www-data;
        events {}
        http {
            access_log off;
            types { text/html html; text/css css; application/javascript js; image/png png; image/jpeg jpg; }
        \(servers)
        }
        """)
    run(100, ["nginx: master process /usr/sbin/nginx"], name: "nginx", executable: "/usr/sbin/nginx", age: age)
    run(
      101, ["nginx: worker process"], name: "nginx", parent: 100, uid: 33, executable: "/usr/sbin/nginx", age: age)
  }

  /// Lets one probe look, with those that it builds on, and returns what it recorded.
  func observations(of probe: any Probe.Type) async -> [Observation] { await observations(only: [probe.id]) }

  /// Lets these probes look, all of them where none is named.
  func observations(only ids: [String] = []) async -> [Observation] {
    var options = options
    options.only = ids
    // What is recorded answers at once: no limit may depend on how busy the machine is.
    (options.probeTimeout, options.deadline) = (.seconds(600), .seconds(600))
    let report = await Examination(
      machine: machine, network: network, options: options, catalogue: Catalogue([])
    ).run()
    return report.observations
  }

  /// Takes a process away.
  mutating func end(_ pid: Int) {
    machine.remove(FilePath("/proc/\(pid)"))
  }

  /// Dates a recorded file.
  mutating func date(_ path: FilePath, secondsAgo seconds: Int) {
    machine.files[Place(path)]?.status.modified = machine.now - seconds
    machine.files[Place(path)]?.status.changed = machine.now - seconds
  }
}

extension [Observation] {
  /// The values of one fact, in the order of their recording.
  func values<Seen: FactValue>(_ fact: Seen.Type) -> [Seen] { compactMap { $0.value(of: fact) } }
}
