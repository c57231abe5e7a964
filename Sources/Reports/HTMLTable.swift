/// Tables of foreign text in HTML.
enum HTMLTable {
  static func row(_ cells: [String]) -> String {
    "<tr>" + cells.map { "<td>\(HTMLReport.sentence($0))</td>" }.joined() + "</tr>"
  }

  static func table(_ columns: [String], _ rows: [[String]], name: String) -> String {
    table(columns, html: rows.map(row), name: name)
  }

  /// A table of finished rows that scrolls by itself where it is too wide.
  static func table(_ columns: [String], html rows: [String], name: String) -> String {
    let head = columns.map { "<th scope=\"col\">\(HTMLReport.sentence($0))</th>" }.joined()
    let region = "role=\"region\" aria-label=\"\(Foreign.markup(name))\" tabindex=\"0\""
    return "<div class=\"scroll\" \(region)><table><thead><tr>\(head)</tr></thead>\n<tbody>"
      + rows.joined(separator: "\n") + "</tbody></table></div>"
  }
}
