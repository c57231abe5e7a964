import Diagnostics
import Notation

extension RefusedGroup {
  /// What the files have in common, the cure, and what comes next.
  var lines: [String] {
    var lines = about
    for (index, command) in commands.enumerated() {
      lines.append((index == 0 ? "  cure: " : "        ") + command)
    }
    if !commands.isEmpty, !isSufficient {
      lines.append("        (by itself not enough: the walk is refused further on)")
    }
    if let elsewhere { lines.append("        (to be run \(elsewhere))") }
    if let lasting { lines.append("  next ones: \(lasting)") }
    return lines + nextUploads.map { "  \($0)" }
  }

  private var about: [String] {
    let files = Wording.grouped(count, "file")
    if let closedBecause { return ["\(files) below \(folder.shown)", "  which \(closedBecause)"] }
    let names = owner.map { "\($0.user):\($0.group)" } ?? "?:?"
    var lines = ["\(files) of \(names), mode \(mode ?? "?"), below \(folder.shown)", "  \(meaning)"]
    if let since { lines.append("  since \(Wording.minute(since)); \(readable) older ones are readable") }
    if let sizes {
      let other = largestReadable.map { "; the largest readable one \(shownBytes($0))" } ?? ""
      lines.append("  sizes \(shownBytes(sizes.lowerBound)) to \(shownBytes(sizes.upperBound))\(other)")
    }
    return lines
  }
}
