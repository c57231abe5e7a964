import Linux
import Nginx
import SystemPackage

/// The newest requests in the access logs of nginx, without those that the doctor itself sent.
struct AccessLogs {
  let scene: Scene

  /// Those of every nginx that runs; a log that two of them write is read once.
  func requests() -> [LoggedRequest] {
    var seen: Set<Place> = []
    return scene.nginx.filter(\.isRunning).flatMap { instance in
      let paths = Self.targets(of: instance).compactMap { $0.path }.sorted()
      return requests(
        in: paths.filter { seen.insert(Place(FilePath($0), in: instance.view)).inserted }, of: instance)
    }
  }

  /// Those in some logs of one nginx.
  func requests(in paths: [String], of instance: NginxInstance) -> [LoggedRequest] {
    paths.prefix(12).flatMap { path in
      (LogTail(path, of: instance, on: scene.machine)?.lines ?? []).compactMap { bytes in
        let line = String(decoding: bytes, as: UTF8.self)
        return line.contains("servedoctor/") ? nil : LoggedRequest(line[...])
      }
    }
  }

  /// Where the servers and locations of an nginx log their requests.
  static func targets(of instance: NginxInstance) -> Set<LogTarget> {
    let scopes =
      instance.configuration.servers.flatMap { [$0.settings] + all($0.locations) }
      + [instance.configuration.settings].compactMap { $0 }
    return Set(scopes.flatMap(\.accessLogs))
  }

  private static func all(_ locations: [LocationBlock]) -> [Effective] {
    locations.flatMap { [$0.settings] + all($0.children) }
  }
}

extension LogTarget {
  /// The file that is written, where its name is known.
  var path: String? {
    guard case .file(let path) = self, !path.contains("$") else { return nil }
    return path
  }
}
