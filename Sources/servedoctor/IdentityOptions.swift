import ArgumentParser
import Linux
import SystemPackage

/// As whom, and in whose mounts, a path is meant.
struct IdentityOptions: ParsableArguments {
  @Option(
    name: .customLong("as"), help: ArgumentHelp("NAME, UID, or either with :GROUP[,GROUP…].", valueName: "user[:group]")
  )
  var user: String?
  @Option(help: ArgumentHelp("A live process, with its own groups, capabilities and mounts.", valueName: "pid"))
  var pid: Int?

  func validate() throws {
    if user == nil, pid == nil { throw ValidationError("Say as whom: --as USER, or --pid PID.") }
    if user != nil, pid != nil { throw ValidationError("Say --as or --pid, not both: a process has its own identity.") }
  }

  func subject(_ machine: LiveMachine) throws -> Subject { try Self.subject(user: user, pid: pid, machine) }

  /// Who is meant, in whose mounts, and the accounts there, read once.
  struct Subject {
    let identity: Identity
    let view: Viewpoint
    let accounts: Accounts
  }

  static func subject(user: String?, pid: Int?, _ machine: LiveMachine) throws -> Subject {
    if let pid {
      guard let process = machine.process(pid) else {
        throw UsageProblem(message: "--pid \(pid): no such process can be seen here")
      }
      guard !hasEnded(pid, machine) else {
        throw UsageProblem(message: "--pid \(pid): this process has ended and only waits to be taken note of")
      }
      let accounts = Accounts(machine, in: process.view)
      var identity = process.identity
      identity.name = accounts.name(ofUser: identity.uid)
      return Subject(identity: identity, view: process.view, accounts: accounts)
    }
    let name = user ?? ""
    let accounts = Accounts(machine)
    guard let identity = accounts.identity(name) else {
      throw UsageProblem(
        message: "--as “\(name)”: no such user or group in /etc/passwd and /etc/group; a number is taken as it is")
    }
    return Subject(identity: identity, view: .own, accounts: accounts)
  }

  /// Whether a process is a zombie, of which /proc no longer tells what it saw.
  private static func hasEnded(_ pid: Int, _ machine: LiveMachine) -> Bool {
    let status = machine.text(Place(FilePath("/proc/\(pid)/status")), limit: 8192) ?? ""
    return status.split(separator: "\n").contains { $0.hasPrefix("State:\tZ") || $0.hasPrefix("State:\tX") }
  }
}
