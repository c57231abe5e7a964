import Diagnostics

/// Where in the chain a cause belongs, by its area and by what it is seen as.
enum ChainBreak {
  /// In a station itself.
  case at(RouteChain.Station.Role)
  /// In the link that leads to a station.
  case before(RouteChain.Station.Role)

  init(_ diagnosed: DiagnosedCause) {
    let symptoms = diagnosed.cause.symptoms
    let hindersReading = symptoms.contains { $0.hasPrefix("http-40") }
    let hindersWriting = symptoms.contains { ["upload-fails", "http-507", "http-500"].contains($0) }
    switch diagnosed.area {
    case "app", "deploy": self = .at(.application)
    case "access": self = .before(hindersWriting && !hindersReading ? .files : .nginx)
    case "paths": self = .before(.files)
    case "files", "volumes", "disk": self = .at(.files)
    case "http":
      let isBehindNginx = symptoms.contains("http-502") && !symptoms.contains("connection-refused")
      self = isBehindNginx ? .at(.application) : .before(.browser)
    case "s3": self = .before(hindersWriting ? .bucket : .wire)
    default: self = .at(.nginx)
    }
  }
}
