import Diagnostics
public import Linux
public import Nginx
import Notation
import SystemPackage

/// One nginx: its processes, the configuration it would load now, and who its workers are.
public struct NginxInstance: Sendable {
  public let master: RunningProcess?
  public let workers: [RunningProcess]
  /// The namespace its files are in.
  public let view: Viewpoint
  public let build: Build
  public let configuration: Configuration
  /// The workers' identity: from a live worker, else from the `user` directive's account.
  public let worker: Identity
  public let isWorkerLive: Bool
  /// When the running workers took over their configuration, seconds since 1970; nil where none runs.
  public let loadedAt: Int?

  /// How this nginx is called: its program where the search path lacks that, with the `-p` and `-c` it was started with.
  public var call = "nginx"

  public var isRunning: Bool { master != nil }

  /// How a reload is typed where this nginx runs; how it is started where it does not.
  public var reloadCommand: String {
    guard let master else { return "\(call) -t && \(call)" }
    return view == .own ? "\(call) -t && \(call) -s reload" : "kill -HUP \(master.pid)"
  }

  /// A command on files of the configuration as the examiner's shell reaches them.
  func reachable(_ command: String) -> String {
    guard case .process(let pid) = view else { return command }
    return configuration.files.sorted { $0.count > $1.count }.reduce(command) { text, file in
      text.replacingAll(" \(file.shellQuoted)", by: " \("/proc/\(pid)/root\(file)".shellQuoted)")
    }
  }
}

/// nginx's view of a machine's files for reading a configuration.
struct MachineConfigurationFiles: ConfigurationFiles {
  let machine: any Machine
  let view: Viewpoint

  func read(_ path: String) -> Result<[UInt8], ReadProblem> {
    do throws(Errno) {
      return .success(
        try machine.contents(Place(FilePath(bytes: ByteText.bytes(path)), in: view), limit: 64 << 20, fromEnd: false))
    } catch {
      return .failure(ReadProblem(errno: error.rawValue))
    }
  }

  func glob(_ pattern: String) -> [String] { Glob(machine: machine, view: view).matches(pattern) }
}

/// glob(3) with flags 0 in the C locale: sorted bytewise, `*` and `?` do not match a leading dot or a slash.
struct Glob {
  let machine: any Machine
  let view: Viewpoint

  func matches(_ pattern: String) -> [String] {
    var found = [FilePath("/")]
    for part in pattern.split(separator: "/") {
      found = found.flatMap { expand($0, String(part)) }
    }
    return found.map { ByteText.string($0.bytes) }.sorted {
      ByteText.bytes($0).lexicographicallyPrecedes(ByteText.bytes($1))
    }
  }

  private func expand(_ folder: FilePath, _ part: String) -> [FilePath] {
    guard part.contains(where: { "*?[".contains($0) }) else {
      let path = folder.appending(part)
      return machine.file(at: Place(path, in: view), followingLinks: false) == nil ? [] : [path]
    }
    let names = machine.entries(of: Place(folder, in: view), limit: 10_000) ?? []
    return names.filter { Self.matches(Array($0.string.utf8)[...], Array(part.utf8)[...]) }
      .map { folder.appending($0) }
  }

  static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>, isStart: Bool = true) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if isStart, name.first == UInt8(ascii: "."), first != UInt8(ascii: ".") { return false }
    switch first {
    case UInt8(ascii: "*"):
      return matches(name, rest, isStart: false)
        || (!name.isEmpty && matches(name.dropFirst(), pattern, isStart: false))
    case UInt8(ascii: "?"):
      return !name.isEmpty && matches(name.dropFirst(), rest, isStart: false)
    case UInt8(ascii: "["):
      guard let character = name.first, let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return false
      }
      return set(rest[..<close], contains: character)
        && matches(name.dropFirst(), pattern[(close + 1)...], isStart: false)
    default:
      return name.first == first && matches(name.dropFirst(), rest, isStart: false)
    }
  }

  private static func set(_ members: ArraySlice<UInt8>, contains character: UInt8) -> Bool {
    let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
    let list = Array(isNegated ? members.dropFirst() : members)
    var isMember = false
    var index = 0
    while index < list.count {
      if index + 2 < list.count, list[index + 1] == UInt8(ascii: "-") {
        if list[index] <= character, character <= list[index + 2] { isMember = true }
        index += 3
      } else {
        if list[index] == character { isMember = true }
        index += 1
      }
    }
    return isMember != isNegated
  }
}
