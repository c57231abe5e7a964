public import Linux
import SystemPackage

/// A walk with the kernel's own answer beside the computed one, and what would let the identity through.
public struct Trace: Sendable {
  let walk: Walk
  private let machine: any Machine
  private let mounts: MountTable
  let accounts: Accounts
  /// The SELinux label of each component, where it has one.
  let labels: [String?]
  /// How the process whose identity is asked for is confined.
  let confinement: Confinement?
  /// The kernel's own answer, where it could be asked.
  private let asked: Result<Void, Errno>?

  /// Asks the kernel where the walk leads to.
  ///
  /// - Parameter pid: the process whose identity it is and whose confinement is told; nil for none.
  public init(walk: Walk, machine: any Machine, mounts: MountTable, accounts: Accounts, pid: Int?) {
    self.walk = walk
    self.machine = machine
    self.mounts = mounts
    self.accounts = accounts
    labels = walk.components.map { $0.linkTarget == nil ? machine.label(of: $0.place) : nil }
    confinement = pid.flatMap { machine.confinement(of: $0) }
    let access: Access? =
      switch (walk.purpose, walk.last?.status?.kind) {
      case (_, nil): nil
      case (.read, .directory?): .search
      case (.read, _), (.list, _): .read
      case (.write, .directory?): [.write, .search]
      case (.write, _): .write
      }
    asked = access.flatMap { machine.ask($0, to: walk.place, as: walk.identity) }
  }

  var isAsked: Bool { asked != nil }

  /// The kernel's answer where it was asked, else the computed one; nil where neither is known.
  var isAllowed: Bool? {
    switch asked {
    case .success?: return true
    case .failure(let errno)?:
      let isRefusal =
        errno == .permissionDenied || errno == .notPermitted || errno == .readOnlyFileSystem
        || (errno == .tooManySymbolicLinkLevels && walk.isAllowed != nil)
      return isRefusal || isMissing ? false : walk.isAllowed
    case nil: return isMissing ? false : walk.isAllowed
    }
  }

  private var isMissing: Bool {
    guard case .failed(let errno) = walk.end else { return false }
    return errno == .noSuchFileOrDirectory || errno == .notDirectory || errno == .tooManySymbolicLinkLevels
  }

  var deniedAt: String? {
    if let denied = walk.denied { return denied.place.path.shown }
    guard isAllowed == false else { return nil }
    return (isMissing ? walk.place : walk.last?.place ?? walk.place).path.shown
  }

  var reason: String? {
    if let refusal = walk.denied?.refusal { return refusal }
    if case .failed(let errno) = walk.end {
      if errno == .permissionDenied {
        return "you may not look beyond \(walk.last?.place.path.shown ?? "/"); run as root to know"
      }
      if errno == .timedOut {
        let folder = walk.last?.place.path ?? "/"
        let point = machine.stalledMounts.first { $0.path.removingLastComponent() == folder }?.path ?? folder
        return "the way leads onto a mount that does not answer: \(point.shown)"
      }
      return "\(walk.place.path.shown): \(errno)"
    }
    if case .failure(.tooManySymbolicLinkLevels)? = asked {
      return "a link on the way is not followed: the mount has the option nosymfollow"
    }
    return isAllowed == false ? Walk.disagreement : nil
  }

  /// The smallest change that lets the identity through; nil where nothing is refused or no change of access would help.
  var remedy: Remedy? {
    guard walk.denied != nil else { return nil }
    let remedy = Remedy(walk, mounts: mounts, on: machine)
    let gate = CommandGate(machine: machine)
    return remedy.commands.isEmpty || remedy.commands.contains { gate.refusal(of: $0) != nil } ? nil : remedy
  }
}
