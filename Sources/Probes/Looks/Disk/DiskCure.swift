import Diagnostics
import Facts
import Linux
import Notation
import SystemPackage

/// What frees a full file system without losing anything.
struct DiskCure {
  let commands: [String]
  /// What it does besides.
  let note: String?

  init(commands: [String], note: String?) {
    self.commands = commands
    self.note = note
  }

  /// The blocks reserved for root where they would help; a temporary file that nobody holds; else the largest file to
  /// another file system that has the space.
  init(_ area: DiskProbe.Area, _ mount: Mount?, _ largest: Listing.Entry?, isReserved: Bool, scene: Scene) {
    let isTemporary = area.purpose == .nginxTemp
    if isReserved, !isTemporary || largest == nil, let mount, mount.type.hasPrefix("ext"),
      mount.source.hasPrefix("/dev/")
    {
      self.init(
        commands: ["tune2fs -m 1 \(mount.source.shellQuoted)"],
        note: "Gives most of the blocks that are reserved for root to everybody; it buys time, and root keeps 1 %.")
      return
    }
    guard let largest else {
      self.init(commands: [], note: nil)
      return
    }
    let file = largest.place.reachable.shellQuoted
    if isTemporary, !Self.isHeld(largest, scene) {
      self.init(commands: ["rm \(file)"], note: "A temporary file of nginx that no process holds any more.")
      return
    }
    self.init(
      commands: ["mv \(file) /var/tmp/"],
      note: "Moves the largest file to another file system; what still refers to it by its old path will not find it.")
  }

  private static func isHeld(_ file: Listing.Entry, _ scene: Scene) -> Bool {
    scene.processes.contains { process in
      scene.machine.descriptors(of: process.pid).contains { $0.target == file.place.path.shown }
    }
  }

  /// Puts a crowded directory's files into one archive beside it on another file system.
  static func archiving(_ folder: FilePath, in view: Viewpoint) -> [String] {
    let path = Place(folder, in: view).reachable.shellQuoted
    let archive = "/var/tmp/\(folder.lastComponent?.string ?? "files").tar".shellQuoted
    return ["tar -C \(path) -cf \(archive) . && find \(path) -mindepth 1 -type f -delete"]
  }
}
