import Diagnostics
import Facts

/// Build manifests of one tool for one prefix whose names differ between hosts: instances of different releases.
struct ReleasePairs {
  private struct Release {
    let host: String
    let route: String?
    let seen: ReleaseSeen
  }

  private let releases: [Release]

  init(_ observations: [Observation]) {
    releases = observations.compactMap { observation in
      guard let host = observation.subject[.host], let seen = observation.value(of: ReleaseSeen.self) else {
        return nil
      }
      return Release(host: host, route: observation.subject[.route], seen: seen)
    }
  }

  func record(to log: inout MergeLog) {
    for (index, first) in releases.enumerated() {
      for second in releases[(index + 1)...] where areRivals(first, second) { record(first, second, to: &log) }
    }
  }

  private func areRivals(_ first: Release, _ second: Release) -> Bool {
    let (one, other) = (first.seen, second.seen)
    return first.host != second.host && one.prefix == other.prefix && one.tool == other.tool && one.name == other.name
      && one.digest != other.digest && areKin(one, other)
  }

  /// Whether two manifests are of one application: most of their files have the same names but for the hashes.
  private func areKin(_ first: ReleaseSeen, _ second: ReleaseSeen) -> Bool {
    let (own, others) = (Set(first.names ?? []), Set(second.names ?? []))
    return own.intersection(others).count * 2 >= max(1, min(own.count, others.count))
  }

  private func record(_ first: Release, _ second: Release, to log: inout MergeLog) {
    let (own, others) = (Set(first.seen.paths), Set(second.seen.paths))
    let (left, right) = (own.subtracting(others).sorted(), others.subtracting(own).sorted())
    guard let name = left.first, let otherName = right.first else { return }
    log.record(
      MergeReleasesDiffer(
        count: left.count + right.count, example: name, first: first.host, manifest: first.seen.manifest,
        other: otherName, second: second.host),
      of: [.host: first.host, .route: first.route ?? ""],
      "\(first.seen.manifest) on \(first.host) names \(name), \(second.seen.manifest) on \(second.host) names \(otherName): they are of different releases"
    )
  }
}
