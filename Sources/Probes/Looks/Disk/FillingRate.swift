import Linux
import Notation
import SystemPackage

/// How fast a directory's files take up space, by the times of those that are still there; or why that cannot be told.
///
/// Times tell what was written and not what was deleted, so the pace is the writers' alone. A copy, a restored backup or
/// one huge export is no pace: what most of a window's bytes came with at once is not carried forward.
enum FillingRate: Equatable {
  /// Bytes a day over the last days, and in how many files.
  case pace(bytesPerDay: Int, days: Int, files: Int)
  case unknown(String)

  /// A file as far as the pace needs it.
  struct Written: Equatable {
    let modified: Int
    let bytes: Int
  }

  private static let day = 86_400
  /// The stretches of days that are tried, the most recent first.
  static let windows = [7, 28, 84]

  /// - Parameter now: seconds since 1970.
  init(of files: [Written], now: Int) {
    var reasons: [String] = []
    for days in Self.windows {
      let start = now - days * Self.day
      let recent = files.filter { $0.modified > start && $0.modified <= now }
      let bytes = recent.reduce(0) { $0 + $1.bytes }
      if let reason = Self.doubt(recent, bytes, days, isOlder: files.contains { $0.modified <= start }, now) {
        reasons.append(reason)
      } else {
        self = .pace(bytesPerDay: bytes / days, days: days, files: recent.count)
        return
      }
    }
    self = .unknown(reasons.last ?? "")
  }

  /// Why what was written in a stretch of days says nothing of the days to come.
  private static func doubt(_ recent: [Written], _ bytes: Int, _ days: Int, isOlder: Bool, _ now: Int) -> String? {
    guard bytes >= days, let newest = recent.map(\.modified).max() else {
      return "hardly anything that is there was written in the last \(days) days"
    }
    guard isOlder else { return "no file there is older than \(days) days" }
    guard now - newest < max(2 * day, days * day / 3) else {
      return "nothing was written in the last \((now - newest) / day) days"
    }
    if let largest = recent.map(\.bytes).max(), largest * 2 > bytes {
      return "one file is most of what was written in the last \(days) days"
    }
    let daily = Dictionary(grouping: recent) { (now - $0.modified) / day }.values.map { $0.reduce(0) { $0 + $1.bytes } }
    guard daily.count >= 3 else { return "something was written on only \(daily.count) of the last \(days) days" }
    guard let busiest = daily.max(), busiest * 5 <= bytes * 3 else {
      return "most of what was written in the last \(days) days came on one day"
    }
    return nil
  }

  /// The pace and how long the space lasts at it, for people; nil where it cannot be told.
  func shown(left: Int) -> String? {
    guard case .pace(let bytesPerDay, let days, let files) = self else { return nil }
    let lasts = left / max(1, bytesPerDay)
    let time =
      switch lasts {
      case 0: "less than a day"
      case 1: "about a day"
      case 2...365: "about \(lasts) days"
      default: "more than a year"
      }
    return
      "\(shownBytes(bytesPerDay)) a day (\(files) files of the last \(days) days that are still there); at that pace what is left lasts \(time), unless files are deleted too"
  }
}

extension FillingRate {
  /// No more files are looked at.
  static let limit = 60_000

  /// Looks at the files below a directory, those of other file systems left out.
  init(below root: Place, scene: Scene) {
    guard let top = scene.machine.file(at: root), top.kind == .directory else {
      self = .unknown("\(root.path.shown) cannot be looked at")
      return
    }
    let end = ContinuousClock.now + .seconds(1)
    var files: [Written] = []
    var folders = [root]
    var seen = 0
    while let folder = folders.popLast() {
      let names = scene.machine.entries(of: folder, limit: Self.limit)
      guard let names else {
        self = .unknown("\(folder.path.shown) cannot be looked at")
        return
      }
      for name in names {
        seen += 1
        guard seen < Self.limit, seen % 256 != 0 || ContinuousClock.now < end else {
          self = .unknown("there are more files than a short look takes in")
          return
        }
        let place = folder.at(folder.path.appending(name))
        guard let status = scene.machine.file(at: place, followingLinks: false), status.device == top.device else {
          continue
        }
        if status.kind == .directory { folders.append(place) }
        if status.kind == .regular { files.append(Written(modified: status.modified, bytes: status.allocated)) }
      }
    }
    self.init(of: files, now: scene.machine.now)
  }
}
