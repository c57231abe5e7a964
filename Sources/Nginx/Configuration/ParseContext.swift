/// The kind of block a directive stands in, with the letters the catalogue uses for it.
enum ParseContext: UInt8 {
  case main = 0x4D  // M
  case events = 0x45  // E
  case http = 0x68  // h
  case server = 0x73  // s
  case location = 0x6C  // l
  case upstream = 0x75  // u
  case serverIf = 0x53  // S
  case locationIf = 0x4C  // L
  case limitExcept = 0x58  // X
  case stream = 0x74  // t
  case streamServer = 0x72  // r
  case streamUpstream = 0x70  // p
  case mail = 0x61  // a
  case mailServer = 0x62  // b
  /// A block whose content is data (`types`, `map`, `geo`, …).
  case data = 0x64
  /// A block of a directive this model does not know.
  case foreign = 0x3F

  /// The context inside a block opened by the named directive in this context.
  func entering(_ name: String) -> ParseContext {
    switch (self, name) {
    case (.main, "events"): .events
    case (.main, "http"): .http
    case (.main, "stream"): .stream
    case (.main, "mail"): .mail
    case (.http, "server"): .server
    case (.http, "upstream"): .upstream
    case (.server, "location"), (.location, "location"): .location
    case (.server, "if"): .serverIf
    case (.location, "if"): .locationIf
    case (.location, "limit_except"): .limitExcept
    case (.stream, "server"): .streamServer
    case (.stream, "upstream"): .streamUpstream
    case (.mail, "server"): .mailServer
    case (_, "types"), (_, "map"), (_, "geo"), (_, "split_clients"), (_, "charset_map"), (_, "match"): .data
    default: .foreign
    }
  }
}
