import Facts

/// Instances of one application, each of which stores uploads on a disk of its own.
struct OwnDisks {
  private let writers: [SeenRoot]
  private let served: ServedRoutes

  init(_ roots: [SeenRoot], served: ServedRoutes) {
    self.served = served
    writers = roots.filter { $0.isWriter && $0.isForUploads && $0.hasProcess }
  }

  func record(to log: inout MergeLog) {
    for (index, first) in writers.enumerated() {
      for second in writers[(index + 1)...] where areInstances(first, second) && first.isSame(as: second) == false {
        record(first, second, to: &log)
      }
    }
  }

  private func areInstances(_ first: SeenRoot, _ second: SeenRoot) -> Bool {
    first.host != second.host && first.seen.prefix == second.seen.prefix && first.seen.program == second.seen.program
  }

  private func record(_ first: SeenRoot, _ second: SeenRoot, to log: inout MergeLog) {
    let unseen = (second.lacking(from: first) ?? []) + (first.lacking(from: second) ?? [])
    guard let file = unseen.first else { return }
    log.record(
      MergeOwnDisks(count: unseen.count, example: file.name, first: first.place, second: second.place),
      of: served.subject(first),
      "\(first.seen.program ?? "The application") on \(first.host) stores uploads in \(first.seen.path) (\(first.volume)), on \(second.host) in \(second.seen.path) (\(second.volume)): these are two directories, and \(file.name) is in one of them only"
    )
  }
}
