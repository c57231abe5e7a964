import Linux
import SystemPackage
import Wire

@testable import Probes

extension RecordedServer {
  /// The server of shop.example, whose server block has these lines, and one of its addresses to be examined.
  ///
  /// - Parameters:
  ///   - others: what stands behind the server block.
  ///   - files: files on its disk, with some text each.
  ///   - path: the path and query of the address; nil for none.
  ///   - live: what the running server answers to it; the connection is refused without.
  init(
    shop lines: String, beside others: String = "", files: [FilePath] = [], asked path: String? = nil,
    live: HTTPResponse? = nil
  ) {
    self.init()
    for file in files { machine.add(file, text: "content of \(file)\n") }
    runNginx("server { listen 80; server_name shop.example;\n\(lines)\n}\n\(others)")
    guard let url = path.map({ "http://shop.example\($0)" }) else { return }
    options.targets = [Target(typed: url)]
    if let live { network.add(url, live) }
  }

  /// Records the shop's application: gunicorn in /srv/shop, which listens at an address.
  mutating func runApplication(at address: String = "127.0.0.1:8000", environment: [String: String] = [:]) throws {
    run(
      200, ["/srv/shop/venv/bin/gunicorn", "shop.wsgi"], name: "gunicorn", uid: 1000, environment: environment,
      in: "/srv/shop")
    try listen(200, at: address)
  }
}
