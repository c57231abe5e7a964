import Linux
import Nginx
import Notation

extension Application {
  /// Whether it listens at an address as nginx's configuration writes it: `127.0.0.1:8000`, `unix:/run/app.sock`.
  func listens(at address: String) -> Bool {
    if address.hasPrefix("unix:") {
      let path = address.dropFirst(5).prefix { $0 != ":" }
      return listeners.contains { $0.isUnix && $0.address == path }
    }
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]) else {
      return false
    }
    let host = address[..<colon].filter { $0 != "[" && $0 != "]" }
    let isHere = host == "localhost" || host.hasPrefix("127.") || host == "::1"
    return listeners.contains { listener in
      !listener.isUnix && listener.port == port
        && (listener.address == host
          || (["0.0.0.0", "::"].contains(listener.address) && (isHere || IPAddress(host) == nil)))
    }
  }
}

extension Scene {
  /// The routes that an application writes; the pools of one php-fpm have one process, and addresses of their own.
  func routes(of application: Application) -> [Route] {
    routes.filter { route in
      route.application.map { number in
        applications[number].lead.pid == application.lead.pid && applications[number].listeners == application.listeners
      } == true
    }
  }

  /// The application behind an address of nginx's configuration.
  func application(at address: String) -> Application? { applications.first { $0.listens(at: address) } }
}
