/// The route chain as a picture: side by side on wide pages, one below the other on narrow ones.
struct ChainPicture {
  let chain: RouteChain

  init(_ chain: RouteChain) { self.chain = chain }

  var figure: String {
    let caption = "<figcaption class=\"mark\">\(Foreign.markup(chain.remark))</figcaption>"
    return "<figure><h3>The way of the file</h3>\n\(wide)\n\(tall)\n\(caption)</figure>"
  }

  private var wide: String {
    let count = chain.stations.count
    let gap = 36
    let width = (960 - (count - 1) * gap) / count
    let height =
      44 + 18 * (chain.stations.map { Self.lines($0.name, columns: columns(width), most: 5).count }.max() ?? 1)
    var svg = open("wide", width: count * width + (count - 1) * gap, height: height)
    for (index, station) in chain.stations.enumerated() {
      let x = index * (width + gap)
      svg += box(station, x: x + 1, y: 1, width: width - 2, height: height - 2)
      guard index < chain.stations.count - 1 else { continue }
      svg += link(index, from: (x + width, height / 2), to: (x + width + gap, height / 2))
    }
    return svg + "</svg>"
  }

  private var tall: String {
    let (width, height, gap) = (320, 76, 34)
    let count = chain.stations.count
    var svg = open("tall", width: width, height: count * height + (count - 1) * gap)
    for (index, station) in chain.stations.enumerated() {
      let y = index * (height + gap)
      svg += box(station, x: 1, y: y + 1, width: width - 2, height: height - 2)
      guard index < chain.stations.count - 1 else { continue }
      svg += link(index, from: (width / 2, y + height), to: (width / 2, y + height + gap))
    }
    return svg + "</svg>"
  }

  private func open(_ name: String, width: Int, height: Int) -> String {
    let label = Foreign.markup(Foreign.shortened(chain.text, to: 600) + "; " + chain.remark)
    return "<svg class=\"\(name)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(label)\">"
  }

  private func box(_ station: RouteChain.Station, x: Int, y: Int, width: Int, height: Int) -> String {
    let style = station.isBroken ? "box broken" : "box"
    var svg = "<rect class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"6\"/>"
    let role = station.isBroken ? "\(station.role.rawValue): broken" : station.role.rawValue
    svg += "<text class=\"\(station.isBroken ? "mark" : "soft")\" x=\"\(x + 12)\" y=\"\(y + 22)\">\(role)</text>"
    if station.name == station.role.rawValue { return svg }
    let lines = Self.lines(station.name, columns: columns(width), most: (height - 30) / 18)
    for (line, text) in lines.enumerated() {
      svg += "<text class=\"mono\" x=\"\(x + 12)\" y=\"\(y + 44 + line * 18)\">\(Foreign.markup(text))</text>"
    }
    return svg
  }

  /// The characters that fit into a box.
  private func columns(_ width: Int) -> Int { (width - 24) * 2 / 15 }

  private func link(_ index: Int, from: (x: Int, y: Int), to: (x: Int, y: Int)) -> String {
    let isBroken = chain.breakAfter == index
    let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
    let style = isBroken ? "link broken" : "link"
    let isFlat = from.y == to.y
    let end = isFlat ? (x: to.x - 8, y: to.y) : (x: to.x, y: to.y - 8)
    let head =
      isFlat
      ? "\(to.x - 10),\(to.y - 5) \(to.x - 1),\(to.y) \(to.x - 10),\(to.y + 5)"
      : "\(to.x - 5),\(to.y - 10) \(to.x),\(to.y - 1) \(to.x + 5),\(to.y - 10)"
    var svg = "<line class=\"\(style)\" x1=\"\(from.x)\" y1=\"\(from.y)\" x2=\"\(end.x)\" y2=\"\(end.y)\"/>"
    svg += "<polygon class=\"\(isBroken ? "no" : "head")\" points=\"\(head)\"/>"
    if isBroken {
      svg += "<path class=\"cross\" d=\"M\(x - 9) \(y - 9)L\(x + 9) \(y + 9)M\(x + 9) \(y - 9)L\(x - 9) \(y + 9)\"/>"
    }
    return svg
  }

  /// The text in a few lines of so many characters, broken behind a space or else a slash where there is one.
  static func lines(_ text: String, columns: Int, most: Int) -> [String] {
    var rest = Foreign.harmless(text)[...]
    var lines: [String] = []
    while lines.count < most - 1, rest.count > columns {
      let line = rest.prefix(columns)
      let earliest = line.index(line.startIndex, offsetBy: columns / 3)
      let cut = [" ", "/"].lazy.compactMap { line[earliest...].lastIndex(of: $0) }.first
      let end = cut.map { line.index(after: $0) } ?? line.endIndex
      lines.append(String(line[..<end]))
      rest = rest[end...]
    }
    lines.append(rest.count > columns ? rest.prefix(max(columns - 3, 1)) + "..." : String(rest))
    return lines
  }
}
