import ArgumentParser
import Nginx
import Notation
import Probes
import SystemPackage
import Testing

@testable import servedoctor

/// The options of `resolve` and the requests that nginx's model is asked with.
@Suite struct ResolveTests {
  @Test func reachesTheModel() throws {
    let command = try ResolveCommand.parse([
      "https://a.example/x", "--nginx-config", "/etc/passwd", "--as", "www-data", "--method", "HEAD", "--scheme",
      "http",
      "--listen", "[::1]:8080", "--format", "json",
    ])
    #expect(command.urls == ["https://a.example/x"] && command.format == .json)
    let options = try command.examination()
    #expect(options.nginxConfiguration == "/etc/passwd" && options.nginxUser == "www-data")
    let request = try command.request(TypedURL.read(command.urls[0]))
    #expect(request.method == "HEAD" && request.scheme == "http")
    #expect(request.local.port == 8080 && request.local.address == IPAddress("::1"))
  }

  @Test func defaults() throws {
    let command = try ResolveCommand.parse(["https://a.example/x", "http://b.example/"])
    #expect(command.urls.count == 2 && command.format == .text)
    let options = try command.examination()
    #expect(options.nginxConfiguration == nil && options.nginxUser == nil)
    let request = try command.request(TypedURL.read(command.urls[0]))
    #expect(request.method == "GET" && request.scheme == "https" && request.local.port == 443)
  }

  @Test func everyOptionIsTold() {
    #expect(
      optionNames(in: ResolveCommand.helpMessage()) == [
        "--nginx-config", "--method", "--scheme", "--listen", "--as", "--format", "--help",
      ])
  }

  static let refused: [(words: [String], message: String)] = [
    ([], "Missing expected argument '<url> ...'"),
    (["http://a/", "--nginx-config", "/no/such"], "--nginx-config /no/such: No such file or directory"),
    (["http://a/", "--scheme", "ftp"], "--scheme ftp"),
    (["http://a/", "--listen", "here:80"], "--listen here:80"),
    (["http://a/", "--listen", "127.0.0.1"], "--listen 127.0.0.1"),
    (["ftp://a/"], "ftp://a/"),
    (["http://a/", "--format", "html"], "The value 'html' is invalid for '--format <format>'"),
  ]

  @Test(arguments: refused)
  func refuses(words: [String], message: String) {
    let told = refusal(of: words, as: ResolveCommand.self) { command in
      _ = try command.examination()
      for url in command.urls { _ = try command.request(TypedURL.read(url)) }
    }
    #expect(told?.contains(message) == true, "\(told ?? "taken")")
  }
}
