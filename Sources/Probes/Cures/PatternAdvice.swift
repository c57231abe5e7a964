import Diagnostics
public import Linux
import SystemPackage

/// What to do about a pattern of refused files: for the files that are there, and for those to come.
public struct PatternAdvice: Sendable {
  /// One sentence on what the files have in common beyond owner and mode.
  public let meaning: String
  /// Commands that make the refused files usable; empty where no change of modes would.
  public private(set) var commands: [String] = []
  /// Whether the example is allowed once the commands were run, on a model of the machine.
  public private(set) var isSufficient = false
  /// What keeps the next files from being the same.
  public let lasting: String?
  /// Where the commands have to be run, if not here.
  public private(set) var elsewhere: String?

  public init(_ pattern: DenialPattern, of scan: TreeScan) {
    meaning = Self.meaning(pattern)
    lasting = Self.lasting(pattern)
    switch pattern.kind {
    case .closedDirectory:
      let walk = scan.machine.walk(pattern.folder, as: scan.identity, for: .read, mounts: scan.mounts)
      let remedy = Remedy(walk, mounts: scan.mounts, on: scan.machine)
      (commands, isSufficient, elsewhere) = (remedy.commands, remedy.isSufficient, remedy.elsewhere)
    case .readOnly: break
    case .lostGroup:
      if let example = pattern.example { regroup(pattern, example, scan) }
    default:
      guard let example = pattern.example else { break }
      let walk = scan.machine.walk(example.place, as: scan.identity, for: scan.purpose, mounts: scan.mounts)
      let remedy = Remedy(walk, mounts: scan.mounts, on: scan.machine)
      (isSufficient, elsewhere) = (remedy.isSufficient, remedy.elsewhere)
      commands = pattern.count > 1 ? Self.widened(remedy, pattern, example, scan) : remedy.commands
    }
  }

  /// Gives the files their directory's group, and the directories setgid: nobody gets more than the group was meant to have.
  private mutating func regroup(_ pattern: DenialPattern, _ example: ScannedFile, _ scan: TreeScan) {
    let above = example.place.at(example.place.path.removingLastComponent())
    guard let gid = scan.machine.file(at: above)?.gid, let old = pattern.gid else { return }
    var amended = AmendedMachine(scan.machine)
    amended.apply(.group(gid), to: example.place)
    let walk = amended.walk(example.place, as: scan.identity, for: scan.purpose, mounts: scan.mounts)
    isSufficient = walk.isAllowed == true
    let spot = scan.spot(of: pattern.folder)
    let folder = spot.place.reachable.shellQuoted
    elsewhere = spot.elsewhere
    commands = [
      "find \(folder) -type f -gid \(old) -exec chgrp \(gid) {} +",
      "find \(folder) -type d -gid \(gid) -exec chmod g+s {} +",
    ]
  }

  /// The remedy of the example for all files of the pattern: the same change, chosen by owner and mode.
  private static func widened(
    _ remedy: Remedy, _ pattern: DenialPattern, _ example: ScannedFile, _ scan: TreeScan
  ) -> [String] {
    guard let mode = pattern.mode, let uid = pattern.uid, let gid = pattern.gid else { return remedy.commands }
    let own = scan.spot(of: example.place).place.reachable.shellQuoted
    let folder = scan.spot(of: pattern.folder).place.reachable.shellQuoted
    let chosen = "find \(folder) -type f -uid \(uid) -gid \(gid) -perm \(mode.octal) -exec"
    return remedy.commands.map { command in
      let words = command.hasPrefix("find ") ? command.split(separator: " -exec ").last.map(String.init) ?? "" : command
      let action = command.hasPrefix("find ") ? words : words.replacingAll(" \(own)", by: " {} +")
      return action.hasSuffix("{} +") ? "\(chosen) \(action)" : command
    }
  }

  private static func meaning(_ pattern: DenialPattern) -> String {
    switch pattern.kind {
    case .closedDirectory: "everything below it is closed"
    case .temporaryFile:
      "only files from 2.5 MB up, while smaller ones are readable: the framework moves its private temporary file into place"
    case .umask: "every file of this owner since then, and none before: the writer's umask or settings changed"
    case .lostGroup:
      "their group is not their directory's, which would open them: the directory lacks setgid, or they were moved in"
    case .accessList: "an access list decides, not the mode"
    case .readOnly: "the mount or the file itself refuses to be written"
    case .modes: "their modes alone refuse"
    }
  }

  private static func lasting(_ pattern: DenialPattern) -> String? {
    switch pattern.kind {
    case .temporaryFile: "set FILE_UPLOAD_PERMISSIONS = 0o644 (Django) or chmod after the move, and restart the writer"
    case .umask: "give the writer's service UMask=0022, and restart it"
    case .lostGroup: "setgid on the directories, by the second command, gives them the group at once"
    case .closedDirectory, .accessList, .readOnly, .modes: nil
    }
  }
}
