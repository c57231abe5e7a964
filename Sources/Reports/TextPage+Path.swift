import Diagnostics

extension TextPage {
  /// The path table; components that allow become a count where it folds.
  mutating func path(_ table: PathTable, folds: Bool, of diagnosed: DiagnosedCause) {
    if table.isAllowed, folds || diagnosed.area != "access" {
      let last = table.rows.last?.path ?? ""
      return labelled("path", "all \(Wording.count(table.rows.count, "component")) of \(last) may be passed")
    }
    let rows = folds ? table.rows.filter { $0.verdict != .allowed } : table.rows
    let shown = rows.map { row in
      (
        verdict: row.verdict, mode: Foreign.harmless(row.mode), owner: Foreign.harmless(row.owner),
        rest: Foreign.shortened(Foreign.harmless(row.path + (row.remark.isEmpty ? "" : "  " + row.remark)), to: longest)
      )
    }
    let owners = shown.map { Self.displayWidth($0.owner) }.max() ?? 0
    for (index, row) in shown.enumerated() {
      let padding = width >= 60 ? owners - Self.displayWidth(row.owner) : 0
      let owner = row.owner + String(repeating: " ", count: padding)
      let mark = row.verdict == .denied ? "> " : "  "
      let verdict = row.verdict.rawValue + String(repeating: " ", count: 7 - row.verdict.rawValue.count)
      let text = "\(mark)\(verdict) \(row.mode) \(owner) \(row.rest)"
      add(row: text, label: index == 0 ? "path" : "", isDenied: row.verdict == .denied)
    }
    if rows.count < table.rows.count {
      labelled("", "  the other \(Wording.count(table.rows.count - rows.count, "component")) may be passed")
    }
  }

  private mutating func add(row: String, label: String, isDenied: Bool) {
    let style: TextStyle = isDenied ? .bad : .plain
    guard width >= 60 else {
      if !label.isEmpty { line("  \(label):", .label) }
      return paragraph(row, indent: 2, hang: 6, style: style)
    }
    let column = textColumn
    for (index, piece) in Self.wrapped(row, first: width - column, rest: width - column - 4).enumerated() {
      let head = index == 0 ? label : ""
      let padding = String(repeating: " ", count: Self.labelWidth - head.count + (index == 0 ? 0 : 4))
      append("  " + paint(head, .label) + padding + paint(piece, style))
    }
  }
}
