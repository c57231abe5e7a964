import Linux
import Nginx
import Synchronization
import SystemPackage

/// The disk as one nginx's worker sees it: its identity, in its namespace.
final class MachineTree: DocumentTree, Sendable {
  private struct Seen {
    var nodes: [[UInt8]: Result<Node, TreeProblem>] = [:]
    var isPartlyUnseen = false
  }

  private let machine: any Machine
  private let view: Viewpoint
  private let identity: Identity
  private let mounts: MountTable
  private let seen = Mutex(Seen())

  init(machine: any Machine, view: Viewpoint, identity: Identity, mounts: MountTable) {
    self.machine = machine
    self.view = view
    self.identity = identity
    self.mounts = mounts
  }

  /// Whether a look failed because the examiner itself may not look there: what nginx would see is then not known.
  var isPartlyUnseen: Bool { seen.withLock { $0.isPartlyUnseen } }

  func status(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    if let known = seen.withLock({ $0.nodes[path] }) { return known }
    let result = look(path, for: nil)
    seen.withLock { $0.nodes[path] = result }
    return result
  }

  func open(_ path: [UInt8]) -> Result<Node, TreeProblem> { look(path, for: .read) }

  func list(_ path: [UInt8]) -> Result<[[UInt8]], TreeProblem> {
    if case .failure(let problem) = look(path, for: .read) { return .failure(problem) }
    do throws(Errno) {
      return .success(try machine.names(in: place(path), limit: 10_000).map { FilePath(root: nil, [$0]).bytes })
    } catch {
      return .failure(TreeProblem(errno: error.rawValue))
    }
  }

  func link(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    do throws(Errno) {
      return .success(Node(try machine.status(place(path), followingLinks: false)))
    } catch {
      return .failure(TreeProblem(errno: error.rawValue))
    }
  }

  func contents(_ path: [UInt8]) -> Result<[UInt8], TreeProblem>? {
    if case .failure(let problem) = look(path, for: .read) { return .failure(problem) }
    do throws(Errno) {
      return .success(try machine.contents(place(path), limit: 1 << 20, fromEnd: false))
    } catch {
      return .failure(TreeProblem(errno: error.rawValue))
    }
  }

  private func place(_ path: [UInt8]) -> Place { Place(FilePath(bytes: path), in: view) }

  private func look(_ path: [UInt8], for access: Access?) -> Result<Node, TreeProblem> {
    if path.split(separator: UInt8(ascii: "/")).contains(where: { $0.count > 255 }) {
      return .failure(TreeProblem(errno: Errno.fileNameTooLong.rawValue))
    }
    let walk = machine.walk(place(path), as: identity, for: .read, mounts: mounts)
    let last = walk.components.last
    if walk.components.dropLast().contains(where: { $0.permission?.isAllowed == false }) { return denied }
    if case .failed(let errno) = walk.end {
      if errno == .permissionDenied || errno == .timedOut { seen.withLock { $0.isPartlyUnseen = true } }
      return last?.permission?.isAllowed == false ? denied : .failure(TreeProblem(errno: errno.rawValue))
    }
    guard let status = last?.status else { return .failure(TreeProblem(errno: Errno.noSuchFileOrDirectory.rawValue)) }
    if status.kind != .directory, path.last == UInt8(ascii: "/") {
      return .failure(TreeProblem(errno: Errno.notDirectory.rawValue))
    }
    if let access, let last {
      let permission = Permission.decide(access, on: status, list: last.list, as: identity)
      if !permission.isAllowed { return denied }
    }
    return .success(Node(status))
  }

  private var denied: Result<Node, TreeProblem> { .failure(TreeProblem(errno: Errno.permissionDenied.rawValue)) }
}

extension Node {
  init(_ status: FileStatus) {
    let kind: Kind =
      switch status.kind {
      case .regular: .file
      case .directory: .directory
      case .symlink: .link
      case .fifo, .socket, .device, .unknown: .other
      }
    self.init(
      kind: kind, size: status.size, modified: status.modified, owner: Int(status.uid), group: Int(status.gid),
      mode: Int(status.mode))
  }
}
