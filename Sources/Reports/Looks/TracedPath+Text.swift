public import Diagnostics

extension TracedPath {
  /// The verdict, why, the cure, and a table of the namei kind in which the component that refuses is marked.
  ///
  /// - Parameter columns: those of the terminal; nil where paths may be as long as they are.
  public func text(columns: Int?) -> String {
    var lines = [verdict]
    if let reason { lines.append("  \(isAllowed == nil ? "because" : "why"): \(named(reason))") }
    lines += cure?.lines ?? []
    if let confinement {
      let state = confinement.isEnforcing ? "enforcing" : "not enforcing"
      lines.append("  confined by \(confinement.module): \(confinement.context) (\(state))")
    }
    if !isAsked, isAllowed != nil, !isMissing {
      lines.append(
        identity.isForeign
          ? "  computed from modes, lists and the ids that its user namespace maps, in which the kernel cannot be asked from here"
          : "  computed from modes and lists; as root the kernel itself is asked")
    }
    lines += [""] + TraceTable(self).lines(columns: columns)
    return lines.map(Foreign.harmless).joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    let (path, who) = (path.shown, identity.shown)
    switch isAllowed {
    case true?: return "allowed: \(who) can \(purpose) \(path)"
    case false?: return absence ?? "denied: \(who) cannot \(purpose) \(path)\(refusedAt)"
    case nil: return "unknown: whether \(who) can \(purpose) \(path)"
    }
  }

  private var refusedAt: String { deniedAt.map { $0 == path.shown ? "" : ", refused at \($0)" } ?? "" }

  /// Why nobody gets there, where nothing refuses; nil where something does.
  private var absence: String? {
    let path = path.shown
    if case .circle = end {
      return "circle: the links of \(path) lead in a circle, or there are more than 40 of them"
    }
    guard denied == nil, isMissing else { return nil }
    guard let last = components.last else { return "missing: \(path) does not exist" }
    if case .notDirectory = end {
      return "missing: \(path) asks for a directory where \(last.path.shown) is none"
    }
    return "missing: \(path) does not exist; the way ends at \(last.path.shown)"
  }

  /// The reason with names beside the numbers.
  private func named(_ reason: String) -> String {
    guard let owner = denied?.owner, let range = reason.firstRange(of: "owner \(owner.uid):\(owner.gid)") else {
      return reason
    }
    return reason[..<range.lowerBound] + "owner \(owner.user):\(owner.group)" + reason[range.upperBound...]
  }
}

extension TracedPath.Cure {
  fileprivate var lines: [String] {
    var lines = commands.enumerated().map { ($0.offset == 0 ? "  cure: " : "        ") + $0.element }
    if isPartlyUnseen {
      lines.append("        (what lies beyond it you may not see, and it may refuse too)")
    } else if !isSufficient {
      lines.append("        (by itself not enough: something further on refuses too)")
    }
    if let elsewhere { lines.append("        (to be run \(elsewhere))") }
    return lines
  }
}
