import Linux
import Nginx
import SystemPackage

extension NginxDiscovery {
  /// The workers of `master` that take requests.
  ///
  /// Those of an earlier configuration that only finish what they have begun are not among them. A reload starts the
  /// new ones a tenth of a second before it ends the old ones; both answer meanwhile, so that a moment is waited where
  /// there are more than `worker_processes` asks for.
  func workers(of master: RunningProcess, wanted: Int) -> [RunningProcess] {
    var workers = processes.filter { $0.parent == master.pid && $0.isServingWorker }
    let isYoung = workers.contains { $0.started >= machine.now - 2 }
    for _ in 0..<25 where isYoung && workers.count > wanted {
      machine.pause(milliseconds: 20)
      workers = workers.compactMap { machine.process($0.pid) }.filter(\.isServingWorker)
    }
    return workers
  }

  /// How many workers a configuration asks for.
  func workerCount(_ configuration: Configuration) -> Int {
    let directive = configuration.directives.first { $0.name == "worker_processes" }
    guard let word = directive?.arguments.first, word != "auto" else { return directive == nil ? 1 : processors }
    return Int(word) ?? 1
  }

  /// The processors that are online; a worker each is what `auto` means.
  private var processors: Int {
    let lines = machine.text(Place(FilePath("/proc/stat")), limit: 1 << 22)?.split(separator: "\n") ?? []
    return max(1, lines.count { $0.hasPrefix("cpu") && $0.dropFirst(3).first?.isNumber == true })
  }
}

extension RunningProcess {
  /// An nginx worker that nobody has told to end: such a one says so in its title (`ngx_worker_process_cycle`).
  fileprivate var isServingWorker: Bool {
    guard let title = arguments.first, title.hasPrefix("nginx: worker process") else { return false }
    return !title.hasSuffix("is shutting down")
  }
}
