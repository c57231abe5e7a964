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

  /// Who, other than root, wrote or named each of the configuration's files.
  let authors: [String: Identity]

  /// Whose rights what a directive names is looked at with; nil for root's.
  func author(of directive: Directive) -> Identity? { authors[directive.position.file] }

  /// How this nginx is called: its program where the search path lacks that, with the `-p` and `-c` it was started with.
  public var call = "nginx"

  public var isRunning: Bool { master != nil }

  /// Whether another user than root runs it or wrote its main file, which may load a program of his: root starts nothing of it.
  private var isOthers: Bool {
    master.map { $0.identity.uid != 0 } ?? false || authors[configuration.file] != nil
  }

  /// How a reload is typed where this nginx runs; how it is started where it does not.
  public var reloadCommand: String {
    guard let master else { return "\(call) -t && \(call)" }
    return view == .own && !isOthers ? "\(call) -t && \(call) -s reload" : "kill -HUP \(master.pid)"
  }

  /// A command on files of the configuration as the examiner's shell reaches them.
  func reachable(_ command: String) -> String {
    guard case .process(let pid) = view else { return command }
    return configuration.files.sorted { $0.count > $1.count }.reduce(command) { text, file in
      text.replacingAll(" \(file.shellQuoted)", by: " \("/proc/\(pid)/root\(file)".shellQuoted)")
    }
  }
}
