public import Diagnostics
import Notation

extension ScannedTree {
  /// The verdict in one line, without its end.
  public var verdict: String {
    let whole = "\(Wording.grouped(counts.files, "file")) below \(root.shown)"
    let took = "\(Wording.grouped(counts.directories, "directory", plural: "directories")), \(milliseconds) ms"
    let isForWriting = purpose == "write"
    let head =
      if counts.denied > 0 {
        "\(Wording.grouped(counts.denied)) of \(whole) cannot be \(isForWriting ? "written" : "read") by \(identity.shown)"
      } else if counts.unknown > 0 {
        "None of the \(whole) that could be looked at is closed to \(identity.shown)"
      } else {
        "\(identity.shown) can \(isForWriting ? "write" : "read") all \(whole)"
      }
    return Foreign.harmless(head + " (\(took))" + (isComplete ? "" : "; interrupted, the rest was not looked at"))
  }

  /// The verdict, what limits it, the groups of refused files with their cures, and a table of the newest.
  public var text: String {
    var lines = [verdict + "."]
    lines += remarks.map { "  \($0)" }
    for group in groups { lines += [""] + group.lines }
    if furtherGroups > 0 { lines += ["", "and \(furtherGroups) more combinations of owner, group and mode"] }
    if !samples.isEmpty { lines += [""] + table }
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  /// What limits the verdict.
  private var remarks: [String] {
    var remarks: [String] = []
    if !isAsked {
      remarks.append(
        identity.isForeign
          ? "Computed from modes, lists and mapped ids: the kernel cannot be asked in another user namespace."
          : "Computed from modes and lists: only root can ask the kernel as another user.")
    }
    if counts.deniedDirectories > 0 {
      let what = purpose == "write" ? "cannot be entered or take no new files" : "cannot be entered"
      remarks.append(
        "\(Wording.grouped(counts.deniedDirectories, "directory", plural: "directories")) \(what).")
    }
    if counts.unknown > 0 { remarks.append(unknown) }
    if counts.errors > 0 { remarks.append("\(Wording.grouped(counts.errors, "look")) failed.") }
    if counts.brokenLinks > 0 { remarks.append("Links that lead nowhere: \(Wording.grouped(counts.brokenLinks)).") }
    if counts.skippedMounts > 0 {
      let more = counts.skippedMounts > skippedMounts.count ? ", …" : ""
      remarks.append(
        "Left out, as the kernel makes them up and nobody stores files there: \(skippedMounts.joined(separator: ", "))\(more)."
      )
    }
    return remarks
  }

  private var unknown: String {
    let example = problems.first.map { ", for example \($0.path): \($0.error)" } ?? ""
    // What does not answer does not answer root either.
    let isRefused = problems.contains { !$0.isSilence } && !isExaminedByRoot
    return
      "\(Wording.grouped(counts.unknown, "place")) could not be looked into\(example)\(isRefused ? "; root could" : "")."
  }

  private var table: [String] {
    let rows = samples.map { sample in
      [
        sample.file.mode, sample.owner.user, sample.owner.group, shownBytes(sample.size),
        Wording.minute(sample.modified), sample.name,
      ]
    }
    let all = [["mode", "owner", "group", "size", "modified", "newest of them"]] + rows
    let widths = (0..<5).map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ") + "  " + row[5]
    }
  }
}
