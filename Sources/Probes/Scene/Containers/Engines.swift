import Linux
import SystemPackage
import Wire

/// What the container engines of this machine answered.
struct Engines: Sendable {
  var containers: [Container] = []
  var problems: [(socket: FilePath, reason: String)] = []

  /// Asks every engine whose socket is there and ours to use.
  static func asked(_ machine: any Machine, through network: any Network) async -> Engines {
    var engines = Engines()
    let named = machine.text(Place("/proc/self/environ"), limit: 1 << 18)?.split(separator: "\0")
      .first { $0.hasPrefix("DOCKER_HOST=") }.map { String($0.dropFirst(12)) }
    for socket in EngineSocket.all(on: machine, network: network, environment: named) {
      switch await socket.ask() {
      case .containers(let found): engines.containers += found
      case .problem(let reason): engines.problems.append((socket.path, reason))
      }
    }
    return engines
  }
}
