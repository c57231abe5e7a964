import Notation

/// Exchanges as bars, one below the other, to one scale.
struct WaterfallPicture {
  private static let rowHeight = 46

  let waterfall: Waterfall

  init(_ waterfall: Waterfall) { self.waterfall = waterfall }

  static let legend =
    "<ul class=\"legend\">"
    + [
      ("dns", "name lookup"), ("connect", "connect"), ("tls", "TLS"), ("wait", "until the first byte"),
      ("body", "rest"),
    ]
    .map { "<li><i class=\"\($0.0)\"></i>\($0.1)</li>" }.joined() + "</ul>"

  var pictures: String {
    let left = waterfall.count - waterfall.exchanges.count
    let note = left > 0 ? "<p>\(left) more exchanges are among the observations.</p>" : ""
    return picture("wide", width: 960) + "\n" + picture("tall", width: 340) + note
  }

  private func picture(_ name: String, width: Int) -> String {
    let longest = waterfall.exchanges.map(\.total).max() ?? 1
    let height = waterfall.exchanges.count * Self.rowHeight
    let label = waterfall.exchanges.map { "\($0.name): \(shownDuration(milliseconds: $0.total))" }
    let shown = Foreign.markup(Foreign.shortened(Foreign.harmless(label.joined(separator: "; ")), to: 1000))
    var svg = "<svg class=\"\(name)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(shown)\">"
    for (index, exchange) in waterfall.exchanges.enumerated() {
      svg += row(exchange, y: index * Self.rowHeight, width: width, scale: Double(width - 90) / longest)
    }
    return svg + "</svg>"
  }

  private func row(_ exchange: Waterfall.Exchange, y: Int, width: Int, scale: Double) -> String {
    let name = ChainPicture.lines(exchange.name, columns: width / 8, most: 1).first ?? ""
    var svg = "<text class=\"mono\" x=\"0\" y=\"\(y + 14)\">\(Foreign.markup(name))</text>"
    var x = 0.0
    for (phase, duration) in exchange.phases {
      let length = max(duration * scale, 1)
      let box = "x=\"\(Self.tenths(x))\" y=\"\(y + 20)\" width=\"\(Self.tenths(length))\" height=\"16\""
      let title = "\(phase.rawValue): \(shownDuration(milliseconds: duration))"
      svg += "<rect class=\"\(phase.rawValue)\" \(box)><title>\(title)</title></rect>"
      x += length
    }
    let total = shownDuration(milliseconds: exchange.total)
    return svg + "<text class=\"soft\" x=\"\(Self.tenths(x + 8))\" y=\"\(y + 33)\">\(total)</text>"
  }

  private static func tenths(_ number: Double) -> String {
    JSONText.number((number * 10).rounded() / 10, keepsFraction: false)
  }
}
