import Diagnostics

/// The components of a traced path as aligned rows: verdict, mode, owner, group, need, mount and path.
struct TraceTable {
  private let rows: [[String]]

  init(_ traced: TracedPath) {
    let hasLabels = traced.components.contains { $0.label != nil }
    var rows = [["", "mode", "owner", "group", "need", "mount"] + (hasLabels ? ["label"] : []) + ["path"]]
    let denied = traced.denied?.path
    var above: ToldPath?
    for component in Self.told(traced) {
      let mount = component.mount?.point == above && above != nil ? "" : Self.mount(component)
      rows.append(
        Self.row(component, mount) + (hasLabels ? [component.label ?? ""] : [])
          + [Self.path(component, isFirstDenied: component.path == denied)])
      above = component.mount?.point
    }
    if let problem = traced.problem {
      let blank = Array(repeating: "", count: rows[0].count - 2)
      rows.append(["--"] + blank + ["\(traced.path.shown)  <- \(problem)"])
    }
    self.rows = rows
  }

  /// The rows; paths are cut at their beginnings where they are wider than the columns.
  func lines(columns: Int?) -> [String] {
    let last = rows[0].count - 1
    let widths = (0..<last).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let head = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " ") + " "
      return head + Self.fitted(row[last], to: columns.map { $0 - head.count })
    }
  }

  /// The components; of links that lead in a circle the first round, since the second tells nothing new.
  private static func told(_ traced: TracedPath) -> ArraySlice<TracedComponent> {
    guard case .circle = traced.end else { return traced.components[...] }
    var seen: Set<ToldPath> = []
    return traced.components.prefix { seen.insert($0.path).inserted || $0.linkTarget == nil }
  }

  /// A path cut at its beginning where it is wider than the terminal: its end tells more.
  private static func fitted(_ text: String, to width: Int?) -> String {
    guard let width, width > 12, text.count > width else { return text }
    return "…" + text.suffix(width - 1)
  }

  private static func row(_ component: TracedComponent, _ mount: String) -> [String] {
    let mark = component.isAllowed.map { $0 ? "ok" : "NO" } ?? "?"
    let list = component.list == nil ? "" : "+"
    return [
      mark, (component.mode ?? "????") + list, component.owner?.user ?? "?", component.owner?.group ?? "?",
      component.linkTarget == nil ? component.needed : "link", mount,
    ]
  }

  private static func path(_ component: TracedComponent, isFirstDenied: Bool) -> String {
    let path = component.path.shown + (component.linkTarget.map { " -> \($0)" } ?? "")
    guard component.isAllowed == false else { return path }
    return path + (isFirstDenied ? "  <- lacks \(component.missing)" : "  <- would lack \(component.missing)")
  }

  /// The mount point, with what matters for access.
  private static func mount(_ component: TracedComponent) -> String {
    guard let mount = component.mount else { return "?" }
    let notes = (mount.isReadOnly ? ["ro"] : []) + (mount.options.contains("idmapped") ? ["idmapped"] : [])
    let words = (mount.point == component.path ? [mount.type] : []) + notes
    return mount.point.shown + (words.isEmpty ? "" : "(\(words.joined(separator: ",")))")
  }
}
