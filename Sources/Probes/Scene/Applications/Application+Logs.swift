import Linux
import SystemPackage

extension Application {
  /// The files behind its output, and logs that it has open.
  func logs(on machine: any Machine) -> [Place] {
    var logs: [Place] = []
    for process in processes.prefix(4) {
      for (number, target) in machine.descriptors(of: process.pid) {
        let isOutput = number == 1 || number == 2 || target.hasSuffix(".log")
        guard isOutput, target.hasPrefix("/"), !target.hasPrefix("/dev/"), !target.hasSuffix("(deleted)") else {
          continue
        }
        let place = Place(FilePath(target), in: view)
        if !logs.contains(place) { logs.append(place) }
      }
    }
    return logs
  }
}
