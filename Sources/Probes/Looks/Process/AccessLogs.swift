import Linux
import Nginx
import SystemPackage

/// The newest requests in the access logs of every nginx.
struct AccessLogs {
  let scene: Scene

  func lines() -> [LoggedRequest] {
    var seen: Set<Place> = []
    return scene.nginx.filter(\.isRunning).flatMap { instance -> [LoggedRequest] in
      var paths = below(instance.configuration.directives).compactMap(\.arguments.first).filter { $0.hasPrefix("/") }
      if paths.isEmpty { paths = ["/var/log/nginx/access.log"] }
      return paths.prefix(12).flatMap { path -> [LoggedRequest] in
        let place = Place(FilePath(path), in: instance.view)
        guard !path.contains("$"), seen.insert(place).inserted,
          let bytes = try? scene.machine.contents(place, limit: 1 << 18, fromEnd: true)
        else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(2000)
          .filter { !$0.contains("servedoctor/") }.compactMap {
            LoggedRequest($0)
          }
      }
    }
  }

  private func below(_ directives: [Directive]) -> [Directive] {
    directives.flatMap { ($0.name == "access_log" ? [$0] : []) + below($0.block ?? []) }
  }
}
