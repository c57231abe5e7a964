import Synchronization
import SystemPackage

extension TreeScan {
  static let disagreement = Walk.disagreement

  /// Whether one more refused file is looked at closely.
  func wantsDetail() -> Bool {
    let number = details.add(1, ordering: .relaxed).oldValue
    return tellsAll || number < 8192 || number % 32 == 0
  }

  /// Whether one more directory's readable files are sampled.
  func wantsSample() -> Bool { samples.add(1, ordering: .relaxed).oldValue < 8192 }

  /// Why the modes, the list and the mount refuse a file whose way is open; nil where they do not.
  func computedRefusal(_ access: Access, of status: FileStatus, at place: Place) -> String? {
    let mount = mounts.mount(of: place.path)
    let list = list(of: place)
    return Permission.decide(
      access, on: status, list: list, as: identity, isMountReadOnly: mount?.isReadOnly ?? false
    ).refusal(of: status, list: list, mount: mount)
  }

  func list(of place: Place) -> AccessList? {
    machine.accessList(of: place)
  }

  /// Why a file is refused, for people.
  public func reason(of file: ScannedFile, closed: ClosedDirectory?) -> String {
    if let closed { return "\(closed.place.path.shown) \(closed.reason)" }
    if file.isLink {
      let walk = machine.walk(file.place, as: identity, for: purpose, mounts: mounts)
      if let denied = walk.denied, let reason = denied.refusal { return "\(denied.place.path.shown) \(reason)" }
      return Self.disagreement
    }
    let access: Access = purpose == .write ? .write : .read
    return computedRefusal(access, of: file.status, at: file.place) ?? Self.disagreement
  }
}

extension Walk {
  /// What is said where the kernel refuses and nothing that can be read explains it.
  public static let disagreement =
    "modes and lists allow it, the kernel refuses: a label, a profile or a network server decides"
}

extension TreeScan {
  /// Which rule refuses a file whose way is open; nil where none does.
  public func rule(of file: ScannedFile) -> Permission.Rule? {
    let access: Access = purpose == .write ? .write : .read
    let permission = Permission.decide(
      access, on: file.status, list: list(of: file.place), as: identity,
      isMountReadOnly: mounts.mount(of: file.place.path)?.isReadOnly ?? false)
    return permission.isAllowed ? nil : permission.rule
  }
}
