import ArgumentParser
import Diagnostics
import Linux
import Nginx
import Notation
import Probes
import Reports
import SystemPackage

/// Which nginx server, location and file answer a URL, without sending it.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Say which nginx server, location and file answer a URL, and with which headers, without sending it.")

  @Argument(help: ArgumentHelp("URLs; - reads them from standard input, one a line.", valueName: "url"))
  var urls: [String]
  @Option(
    help: ArgumentHelp("nginx's main configuration file (default: that of the running nginx).", valueName: "file"))
  var nginxConfig: String?
  @Option(help: "The request's method.")
  var method: String = "GET"
  @Option(help: "http or https, whatever the URL says.")
  var scheme: String?
  @Option(
    help: ArgumentHelp("The local address the connection arrives at (default: from the URL).", valueName: "addr:port"))
  var listen: String?
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The worker's identity (default: the user directive).", valueName: "user"))
  var user: String?
  @Option(help: "text or json.")
  var format: ListFormat = .text

  func run() throws {
    var options = ExaminationOptions()
    options.nginxConfiguration = try nginxConfig.map { try ExamineOptions.existing($0, "--nginx-config") }
    options.nginxUser = user
    guard let server = NginxResolver(machine: LiveMachine().avoidingStalledMounts(of: [.own]), options: options) else {
      throw UsageProblem(
        message:
          "no nginx runs here and /etc/nginx/nginx.conf is not there; name its configuration by --nginx-config FILE")
    }
    for url in urls.flatMap({ $0 == "-" ? StandardInput.lines() : [$0] }) {
      let resolved = ResolvedURL(url, server.resolve(try request(url)))
      Output.deliver(format == .json ? resolved.json : resolved.text, to: nil)
    }
  }

  private func request(_ url: String) throws -> Request {
    do throws(URLProblem) {
      var request = try Request(url: url, method: method)
      if let scheme {
        guard ["http", "https"].contains(scheme) else { throw URLProblem.notHTTP("--scheme \(scheme)") }
        request.scheme = scheme
      }
      if let listen { request.local = try endpoint(listen) }
      return request
    } catch {
      throw UsageProblem(message: "\(error)")
    }
  }

  private func endpoint(_ text: String) throws(URLProblem) -> Endpoint {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      let address = IPAddress(String(text[..<colon].filter { $0 != "[" && $0 != "]" }))
    else { throw .badAddress("--listen \(text)") }
    return Endpoint(address: address, port: port)
  }
}
