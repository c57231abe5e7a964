import Linux
import Nginx
import Notation

extension Application {
  /// Whether it listens at an address as nginx's configuration writes it: `127.0.0.1:8000`, `unix:/run/app.sock`.
  func listens(at address: String) -> Bool { listeners.contains { $0.isMeant(by: address) } }
}

extension Listener {
  /// Whether an address of nginx's configuration leads to it.
  func isMeant(by text: String) -> Bool {
    if text.hasPrefix("unix:") { return isUnix && address == text.dropFirst(5).prefix { $0 != ":" } }
    guard !isUnix, let colon = text.lastIndex(of: ":"), Int(text[text.index(after: colon)...]) == port else {
      return false
    }
    let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
    let isHere = host == "localhost" || host.hasPrefix("127.") || host == "::1"
    return address == host || (["0.0.0.0", "::"].contains(address) && (isHere || IPAddress(host) == nil))
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

  /// The socket of an application to which HTTP can be spoken: one that a proxy_pass leads to, else one that no
  /// fastcgi_pass, uwsgi_pass, scgi_pass or grpc_pass leads to; none of php-fpm, which speaks FastCGI alone.
  func httpListener(of application: Application) -> Listener? {
    func isPassed(_ listener: Listener, _ isMeant: (Directive) -> Bool) -> Bool {
      nginx.contains { instance in
        instance.configuration.directives.passes.filter(isMeant).contains { pass in
          instance.configuration.addresses(ofPass: pass).contains { listener.isMeant(by: $0) }
        }
      }
    }
    let proxied = application.listeners.first { isPassed($0) { $0.name == "proxy_pass" } }
    guard proxied == nil, application.program != "php-fpm" else { return proxied }
    return application.listeners.first { !isPassed($0) { $0.name != "proxy_pass" } }
  }

  /// The application behind an address of nginx's configuration.
  func application(at address: String) -> Application? { applications.first { $0.listens(at: address) } }
}
