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
    let machine = LiveMachine().avoidingStalledMounts(of: [[.own]])
    guard let server = NginxResolver(machine: machine, options: try examination()) else {
      throw UsageProblem(
        message:
          "no nginx runs here and /etc/nginx/nginx.conf is not there; name its configuration by --nginx-config FILE")
    }
    for text in urls.flatMap({ $0 == "-" ? StandardInput.lines() : [$0] }) {
      let url = try TypedURL.read(text)
      let resolved = ResolvedURL("\(url)", server.resolve(try request(url)))
      Output.deliver(format == .json ? resolved.json : resolved.text, to: nil)
    }
  }

  /// Which nginx is meant, and as whom it runs.
  func examination() throws -> ExaminationOptions {
    var options = ExaminationOptions()
    options.nginxConfiguration = try nginxConfig.map { try ExamineOptions.existing($0, "--nginx-config") }
    options.nginxUser = try user.map { try ExamineOptions.user($0, "--as") }
    return options
  }

  /// The request for one URL as it would arrive.
  func request(_ url: WebURL) throws -> Request {
    var request = Request(url, method: method)
    if let scheme {
      guard ["http", "https"].contains(scheme) else {
        throw UsageProblem(message: "“--scheme \(scheme)” is neither http nor https")
      }
      request.scheme = scheme
    }
    if let listen { request.local = try endpoint(listen) }
    return request
  }

  private func endpoint(_ text: String) throws -> Endpoint {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      let address = IPAddress(text[..<colon].filter { $0 != "[" && $0 != "]" })
    else { throw UsageProblem(message: "“--listen \(text)” is no address and port such as 127.0.0.1:80 or [::1]:80") }
    return Endpoint(address: address, port: port)
  }
}
