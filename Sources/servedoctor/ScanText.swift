import Diagnostics
import Linux
import Notation
import Probes
import Reports
import SystemPackage

/// What a scan found, as text and as JSON.
struct ScanText {
  let scan: TreeScan
  let tally: ScanTally
  let samples: [DenialCollector.Sample]
  let patterns: [DenialPattern]
  let milliseconds: Int
  let isComplete: Bool
  private let accounts: Accounts

  init(_ report: ScanReport, milliseconds: Int, isComplete: Bool) {
    scan = report.scan
    tally = report.scan.tally
    samples = report.collector.samples
    patterns = DenialPattern.all(report.collector, of: report.scan)
    accounts = report.accounts
    self.milliseconds = milliseconds
    self.isComplete = isComplete
  }

  private var verb: String { scan.purpose == .write ? "write" : "read" }

  /// The verdict in one line.
  var counts: String {
    let whole = "\(Self.counted(tally.files, "file")) below \(scan.root.path.shown)"
    let took = "\(Self.counted(tally.directories, "director", "y", "ies")), \(milliseconds) ms"
    let head =
      tally.denied == 0
      ? tally.unknown > 0
        ? "None of the \(whole) that could be looked at is closed to \(scan.identity.shown)"
        : "\(scan.identity.shown) can \(verb) all \(whole)"
      : "\(Self.grouped(tally.denied)) of \(whole) cannot be \(verb == "read" ? "read" : "written") by \(scan.identity.shown)"
    return Foreign.harmless(head + " (\(took))" + (isComplete ? "" : "; interrupted, the rest was not looked at"))
  }

  var text: String {
    var lines = [counts + "."]
    lines += remarks.map { "  \($0)" }
    for pattern in patterns.prefix(3) { lines += [""] + told(pattern) }
    if patterns.count > 3 { lines += ["", "and \(patterns.count - 3) more combinations of owner, group and mode"] }
    if !samples.isEmpty { lines += [""] + table }
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  /// What limits the verdict.
  private var remarks: [String] {
    var remarks: [String] = []
    if !scan.isAsking {
      remarks.append(
        scan.identity.reach == nil
          ? "Computed from modes and lists: only root can ask the kernel as another user."
          : "Computed from modes, lists and mapped ids: the kernel cannot be asked in another user namespace.")
    }
    if tally.deniedDirectories > 0 {
      let what = scan.purpose == .write ? "cannot be entered or take no new files" : "cannot be entered"
      remarks.append("\(Self.counted(tally.deniedDirectories, "director", "y", "ies")) \(what).")
    }
    if tally.unknown > 0 {
      let example = tally.problems.first.map { ", for example \($0.path.shown): \($0.errno)" } ?? ""
      // What does not answer does not answer root either.
      let isRefused = tally.problems.contains { $0.errno != .timedOut } && scan.machine.examiner.uid != 0
      remarks.append(
        "\(Self.counted(tally.unknown, "place")) could not be looked into\(example)\(isRefused ? "; root could" : "").")
    }
    if tally.errors > 0 { remarks.append("\(Self.counted(tally.errors, "look")) failed.") }
    if tally.brokenLinks > 0 { remarks.append("Links that lead nowhere: \(Self.grouped(tally.brokenLinks)).") }
    if tally.skippedCount > 0 {
      let names = tally.skipped.sorted { $0.string < $1.string }.map(\.shown).joined(separator: ", ")
      let more = tally.skippedCount > tally.skipped.count ? ", …" : ""
      remarks.append("Left out, as the kernel makes them up and nobody stores files there: \(names)\(more).")
    }
    return remarks
  }

  private func told(_ pattern: DenialPattern) -> [String] {
    let advice = PatternAdvice(pattern, of: scan)
    var lines: [String] = []
    if pattern.kind == .closedDirectory {
      lines.append("\(Self.counted(pattern.count, "file")) below \(pattern.folder.path.shown)")
      lines.append("  which \(pattern.reason ?? "is closed")")
    } else {
      let owner = pattern.uid.map(user) ?? "?"
      let group = pattern.gid.map(self.group) ?? "?"
      let mode = pattern.example?.status.octal ?? "?"
      lines.append(
        "\(Self.counted(pattern.count, "file")) of \(owner):\(group), mode \(mode), below \(pattern.folder.path.shown)")
      lines.append("  \(advice.meaning)")
      if let since = pattern.since {
        lines.append("  since \(Self.time(since)); \(pattern.readable) older ones are readable")
      }
      if let sizes = pattern.sizes {
        let other = pattern.largestReadable.map { "; the largest readable one \(shownBytes($0))" } ?? ""
        lines.append("  sizes \(shownBytes(sizes.lowerBound)) to \(shownBytes(sizes.upperBound))\(other)")
      }
    }
    for (index, command) in advice.commands.enumerated() {
      lines.append((index == 0 ? "  cure: " : "        ") + command)
    }
    if !advice.commands.isEmpty, !advice.isSufficient {
      lines.append("        (by itself not enough: the walk is refused further on)")
    }
    if let elsewhere = advice.elsewhere { lines.append("        (to be run \(elsewhere))") }
    if let lasting = advice.lasting { lines.append("  next ones: \(lasting)") }
    return lines + next(pattern)
  }

  private func next(_ pattern: DenialPattern) -> [String] {
    guard scan.purpose == .read, pattern.kind != .closedDirectory, let uid = pattern.uid, uid != 0,
      let example = pattern.example
    else { return [] }
    let folder = example.place.at(example.place.path.removingLastComponent())
    return Writers.nextUploads(of: uid, in: folder, for: scan.identity, on: scan.machine).map { "  \($0)" }
  }

  private var table: [String] {
    let rows = samples.map { sample -> [String] in
      let status = sample.file.status
      let folder = scan.root.path
      let path = sample.file.place.path
      let shown =
        path.starts(with: folder)
        ? FilePath(root: nil, path.components.dropFirst(folder.components.count)).shown : path.shown
      return [
        status.octal, user(status.uid), group(status.gid), shownBytes(status.size), Self.time(status.modified), shown,
      ]
    }
    let all = [["mode", "owner", "group", "size", "modified", "newest of them"]] + rows
    let widths = (0..<5).map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ") + "  " + row[5]
    }
  }

  private func user(_ uid: UInt32) -> String { accounts.name(ofUser: uid) ?? String(uid) }
  private func group(_ gid: UInt32) -> String { accounts.name(ofGroup: gid) ?? String(gid) }

  private static func time(_ seconds: Int) -> String {
    String(Timestamp.text(secondsSince1970: seconds).prefix(16).map { $0 == "T" ? " " : $0 })
  }

  /// `1 file`, `500,000 files`, `1 directory`.
  private static func counted(_ number: Int, _ noun: String, _ one: String = "", _ more: String = "s") -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? one : more)"
  }

  /// `500,000`.
  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    return ([digits] + parts).joined(separator: ",")
  }
}
