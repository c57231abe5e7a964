import CLinux
import Glibc
import Synchronization
import SystemPackage

/// Children that open files with the rights of other identities, one for each.
///
/// A child really is the user: file systems in user space and peers of sockets look at more than the file system's ids, which is
/// all that a thread could borrow. What it opens is handed back as a descriptor.
final class IdentityAgents: Sendable {
  static let shared = IdentityAgents()

  /// One child, asked by one at a time.
  private final class Agent: Sendable {
    private struct Child {
      var socket: Int32
      var pid: pid_t
    }

    /// Its user may stop a child: one that was silent twice is not asked again.
    private static let mostSilences = 2

    private let child = Mutex<Child?>(nil)
    private let silences = Mutex(0)

    /// Asks the child; what it says, or minus errno.
    func ask(as identity: Identity, _ question: (_ socket: Int32) -> Int32) -> Int32 {
      child.withLock { child in
        // A child may have been killed by its user: another is started once.
        guard silences.withLock({ $0 }) < Self.mostSilences else { return -EACCES }
        for _ in 0..<2 {
          guard let running = child ?? Self.start(identity) else { return -EPERM }
          child = running
          let answer = question(running.socket)
          guard [-EPIPE, -ETIMEDOUT].contains(answer) else { return answer }
          close(running.socket)
          kill(running.pid, SIGKILL)
          child = nil
          if answer == -ETIMEDOUT {
            silences.withLock { $0 += 1 }
            waitpid(running.pid, nil, WNOHANG)
            return answer
          }
          waitpid(running.pid, nil, 0)
        }
        return -EPERM
      }
    }

    private static func start(_ identity: Identity) -> Child? {
      var pid: pid_t = 0
      let socket = clinux_agent_start(identity.uid, identity.gid, identity.groups, identity.groups.count, &pid)
      return socket >= 0 ? Child(socket: socket, pid: pid) : nil
    }
  }

  private struct Ids: Hashable {
    let uid: UInt32
    let gid: UInt32
    let groups: [UInt32]
  }

  private let agents = Mutex<[Ids: Agent]>([:])

  /// Opens a path as an identity, below the descriptor of a root where one is given; a descriptor, or minus errno.
  func open(_ path: FilePath, below root: Int32? = nil, flags: Int32, resolve: UInt64, as identity: Identity) -> Int32 {
    agent(of: identity).ask(as: identity) { socket in
      clinux_agent_open(
        socket, root ?? -1, path.string0, UInt64(UInt32(bitPattern: flags | O_CLOEXEC)), resolve)
    }
  }

  /// Asks access(2) for a path as an identity; 0, or minus errno.
  func ask(_ access: Access, _ path: FilePath, below root: Int32? = nil, resolve: UInt64, as identity: Identity)
    -> Int32
  {
    agent(of: identity).ask(as: identity) { socket in
      clinux_agent_access(socket, root ?? -1, path.string0, access.rawValue, resolve)
    }
  }

  private func agent(of identity: Identity) -> Agent {
    let ids = Ids(uid: identity.uid, gid: identity.gid, groups: identity.groups)
    return agents.withLock { agents in
      if let known = agents[ids] { return known }
      let new = Agent()
      agents[ids] = new
      return new
    }
  }
}
