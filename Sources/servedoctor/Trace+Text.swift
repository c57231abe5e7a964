import Linux
import Probes
import Reports
import SystemPackage

extension Trace {
  /// The verdict, why, the cure, and a table of the namei kind in which the component that refuses is marked.
  func text(columns: Int?) -> String {
    var lines = [verdict]
    if let reason { lines.append("  \(isAllowed == nil ? "because" : "why"): \(named(reason))") }
    if let remedy {
      for (number, command) in remedy.commands.enumerated() {
        lines.append((number == 0 ? "  cure: " : "        ") + command)
      }
      if remedy.isBlind {
        lines.append("        (what lies beyond it you may not see, and it may refuse too)")
      } else if !remedy.isSufficient {
        lines.append("        (by itself not enough: something further on refuses too)")
      }
      if let elsewhere = remedy.elsewhere { lines.append("        (to be run \(elsewhere))") }
    }
    if let confinement {
      let state = confinement.isEnforcing ? "enforcing" : "not enforcing"
      lines.append("  confined by \(confinement.module.rawValue): \(confinement.context) (\(state))")
    }
    if !isAsked, isAllowed != nil, !isMissing {
      lines.append(
        walk.identity.reach == nil
          ? "  computed from modes and lists; as root the kernel itself is asked"
          : "  computed from modes, lists and the ids that its user namespace maps, in which the kernel cannot be asked from here"
      )
    }
    return (lines + [""] + table(columns: columns)).map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    let path = walk.place.path.shown
    let who = walk.identity.shown
    switch isAllowed {
    case true?: return "allowed: \(who) can \(walk.purpose.rawValue) \(path)"
    case false?:
      let at = deniedAt.map { $0 == path ? "" : ", refused at \($0)" } ?? ""
      if walk.end == .failed(.tooManySymbolicLinkLevels) {
        return "circle: the links of \(path) lead in a circle, or there are more than 40 of them"
      }
      if walk.end == .failed(.notDirectory), walk.denied == nil, let last = walk.last {
        return "missing: \(path) asks for a directory where \(last.place.path.shown) is none"
      }
      return isMissing && walk.denied == nil
        ? "missing: \(path) does not exist\(walk.last.map { "; the way ends at \($0.place.path.shown)" } ?? "")"
        : "denied: \(who) cannot \(walk.purpose.rawValue) \(path)\(at)"
    case nil: return "unknown: whether \(who) can \(walk.purpose.rawValue) \(path)"
    }
  }

  /// The reason with names beside the numbers.
  private func named(_ reason: String) -> String {
    guard let status = walk.denied?.status else { return reason }
    let numbers = "owner \(status.uid):\(status.gid)"
    guard let range = reason.firstRange(of: numbers) else { return reason }
    return reason.replacingCharacters(in: range, by: "owner \(user(status)):\(group(status))")
  }

  private func table(columns: Int?) -> [String] {
    let hasLabels = labels.contains { $0 != nil }
    var rows = [["", "mode", "owner", "group", "need", "mount"] + (hasLabels ? ["label"] : []) + ["path"]]
    var above: FilePath?
    var seen: Set<Place> = []
    for (component, label) in zip(walk.components, labels) {
      // The second time round tells nothing new.
      if walk.end == .failed(.tooManySymbolicLinkLevels), !seen.insert(component.place).inserted,
        component.linkTarget != nil
      {
        break
      }
      rows.append(row(component, hasLabels ? label ?? "" : nil, below: above))
      above = component.mount?.point
    }
    if case .failed(let errno) = walk.end {
      let blank = Array(repeating: "", count: rows[0].count - 2)
      rows.append(["--"] + blank + ["\(walk.place.path.shown)  <- \(errno)"])
    }
    let last = rows[0].count - 1
    let widths = (0..<last).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let head = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " ") + " "
      return head + fitted(row[last], to: columns.map { $0 - head.count })
    }
  }

  /// A path cut at its beginning where it is wider than the terminal: its end tells more.
  private func fitted(_ text: String, to width: Int?) -> String {
    guard let width, width > 12, text.count > width else { return text }
    return "…" + text.suffix(width - 1)
  }

  private func row(_ component: Walk.Component, _ label: String?, below above: FilePath?) -> [String] {
    let isFirstDenied = component.place == walk.denied?.place
    let status = component.status
    let mark = component.permission.map { $0.isAllowed ? "ok" : "NO" } ?? "?"
    let list = component.list?.isExtended == true ? "+" : ""
    var path = component.place.path.shown
    if let target = component.linkTarget { path += " -> \(target.shown)" }
    if component.permission?.isAllowed == false {
      path +=
        isFirstDenied
        ? "  <- lacks \(component.permission?.missing.letters ?? "")"
        : "  <- would lack \(component.permission?.missing.letters ?? "")"
    }
    return [
      mark, (status?.octal ?? "????") + list, status.map(user) ?? "?", status.map(group) ?? "?",
      component.linkTarget == nil ? component.needed.letters : "link",
      component.mount?.point == above && above != nil ? "" : mount(component),
    ] + (label.map { [$0] } ?? []) + [path]
  }

  /// The mount point, with what matters for access.
  private func mount(_ component: Walk.Component) -> String {
    guard let mount = component.mount else { return "?" }
    let notes = (mount.isReadOnly ? ["ro"] : []) + (mount.options.contains("idmapped") ? ["idmapped"] : [])
    let type = mount.point == component.place.path ? [mount.type] : []
    let words = type + notes
    return mount.point.shown + (words.isEmpty ? "" : "(\(words.joined(separator: ",")))")
  }

  private func user(_ status: FileStatus) -> String { accounts.name(ofUser: status.uid) ?? String(status.uid) }
  private func group(_ status: FileStatus) -> String { accounts.name(ofGroup: status.gid) ?? String(status.gid) }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, by text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
