public import Linux
import SystemPackage

/// The live processes that may have written files of one owner.
public enum Writers {
  /// What their next upload into a directory will be, one line for each umask among them; empty where none runs.
  public static func nextUploads(
    of uid: UInt32, in folder: Place, for identity: Identity, on machine: any Machine
  ) -> [String] {
    var seen: Set<UInt32> = []
    let writers = machine.processIDs().compactMap { machine.process($0) }.filter { process in
      process.identity.uid == uid && !process.arguments.isEmpty && !shells.contains(process.name)
        && process.umask.map { seen.insert($0).inserted } ?? false
    }
    return writers.prefix(3).compactMap { process in
      guard
        let next = NextUpload(
          in: folder, by: process, permissions: permissions(of: process, machine), way: .created, on: machine)
      else { return nil }
      let verdict = next.isReadable(to: identity) ? "readable" : "not readable"
      return "the next file that \(process.name) (pid \(process.pid)) creates there will be \(next.status.octal) "
        + "and \(verdict) (\(next.because.joined(separator: "; ")))"
    }
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "sshd", "su", "sudo", "systemd", "(sd-pam)"]

  private static func permissions(of process: RunningProcess, _ machine: any Machine) -> (mode: UInt32, source: String)?
  {
    guard let environment = machine.environment(of: process.pid) else { return nil }
    let name = "FILE_UPLOAD_PERMISSIONS"
    return environment[name].flatMap { UInt32($0.drop { "0oO".contains($0) }, radix: 8) }.map {
      ($0, "\(name) in its environment")
    }
  }
}
