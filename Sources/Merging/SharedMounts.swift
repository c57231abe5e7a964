import Diagnostics
import Facts

/// What is mounted where on each machine: which of them have another's directory, and at which path.
struct SharedMounts {
  /// The lines of each machine's mounts: device, directory of the device and mount point.
  private let lines: [String: [String]]

  init(_ observations: [Observation]) {
    var lines: [String: [String]] = [:]
    for observation in observations {
      guard let host = observation.subject[.host], let seen = observation.value(of: MountsSeen.self) else { continue }
      lines[host, default: []] += seen.mounts ?? []
    }
    self.lines = lines
  }

  /// Where a reader's machine has the writer's mount, and in it the writer's directory; nil where it has not.
  func place(of writer: SeenRoot, on reader: SeenRoot) -> String? {
    guard writer.isMounted, writer.isOnKernel(of: reader) else { return nil }
    let start = writer.mounted + " "
    guard let line = lines[reader.host]?.first(where: { $0.hasPrefix(start) }) else { return nil }
    let point = line.dropFirst(start.count)
    return point == "/" ? nil : String(point) + writer.seen.path.dropFirst(writer.point.count)
  }
}
