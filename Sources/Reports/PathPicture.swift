/// The components of a path as stairs, each with its verdict.
struct PathPicture {
  private static let (rowHeight, step) = (44, 16)

  let table: PathTable

  init(_ table: PathTable) { self.table = table }

  /// The picture, and below it the same as a table.
  var figure: String {
    let rows = table.rows.map { [$0.verdict.rawValue, $0.mode, $0.owner, $0.path, $0.remark] }
    let full = HTMLTable.table(["Verdict", "Mode", "Owner", "Path", "Remark"], rows, name: "The path")
    return "<figure class=\"path\"><h3>The path</h3>\n\(picture("wide", width: 560))\n\(picture("tall", width: 340))\n"
      + "<details><summary>The path as a table</summary>\(full)</details></figure>"
  }

  private func picture(_ name: String, width: Int) -> String {
    let rows = table.rows.prefix(40)
    let label = rows.map { "\($0.path): \($0.verdict.rawValue)" }.joined(separator: "; ")
    let shown = Foreign.markup(Foreign.shortened(Foreign.harmless(label), to: 1000))
    let box = "0 0 \(width) \(rows.count * Self.rowHeight)"
    var svg = "<svg class=\"stairs \(name)\" viewBox=\"\(box)\" role=\"img\" aria-label=\"\(shown)\">"
    for (index, row) in rows.enumerated() { svg += stair(row, index, width: width) }
    return svg + "</svg>"
  }

  private func stair(_ row: PathTable.Row, _ index: Int, width: Int) -> String {
    let x = min(index, 10) * Self.step + 12
    let y = index * Self.rowHeight + 20
    var svg = ""
    if index > 0 {
      let parent = min(index - 1, 10) * Self.step + 12
      svg += "<path class=\"link\" fill=\"none\" d=\"M\(parent) \(y - Self.rowHeight + 10)V\(y)H\(x)\"/>"
    }
    let (style, sign): (String, String) =
      switch row.verdict {
      case .allowed: ("ok", "+")
      case .denied: ("no", "x")
      case .unknown: ("unknown", "?")
      }
    svg += "<circle class=\"\(style)\" cx=\"\(x)\" cy=\"\(y)\" r=\"10\"/>"
    svg += "<text class=\"sign\" x=\"\(x)\" y=\"\(y + 5)\">\(sign)</text>"
    let columns = (width - x - 20) / 8
    let isDenied = row.verdict == .denied
    let name = (row.path.split(separator: "/").last.map(String.init) ?? "/") + (isDenied ? "  DENIED" : "")
    let about = [row.mode, row.owner, row.remark].filter { !$0.isEmpty }.joined(separator: "  ")
    svg += text(name, x + 18, y + 1, columns, isDenied ? "mark mono" : "strong mono")
    svg += text(about, x + 18, y + 17, columns, isDenied ? "mark mono" : "soft mono")
    return svg
  }

  private func text(_ text: String, _ x: Int, _ y: Int, _ columns: Int, _ style: String) -> String {
    let line = ChainPicture.lines(text, columns: columns, most: 1).first ?? ""
    return "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\">\(Foreign.markup(line))</text>"
  }
}
