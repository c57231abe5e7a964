import Notation
import Testing
import Wire

/// Chains of redirects against a real nginx.
@Suite(.withNginx) struct RedirectTests {
  private static let site = """
    server { listen 127.0.0.1:PORT; absolute_redirect off;
      location = /end { return 200 "$request_method"; }
      location = /one { return 301 /two; }
      location = /two { return 302 end; }
      location = /loop { return 302 /pool; }
      location = /pool { return 302 /loop; }
      location = /self { return 308 http://127.0.0.1:PORT/self; }
      location = /file { return 302 file:///etc/passwd; }
      location = /metadata { return 302 http://169.254.169.254/latest/; }
      location = /private { return 302 http://10.0.0.1/; }
      location = /other { return 302 //other.example/x; }
      location = /alias { return 302 http://alias.example:PORT/end; }
      location = /decimal { return 302 http://2852039166/; }
      location = /none { return 302 ""; }
      location = /broken { return 302 http://[oops/; }
      location ~ ^/count/ { rewrite ^/count/(.*)$ /count/x$1 redirect; }
      location = /keep { return 307 /end; } }
    """

  private func chain(_ target: String, method: String = "GET") async throws -> RedirectChain {
    try await withNginx(RedirectTests.site) { port, _ in
      var options = ExchangeOptions.patient
      options.names = NameSources(hosts: "127.0.0.1 alias.example\n10.1.1.1 other.example\n")
      let url = WebURL(scheme: .http, host: "127.0.0.1", port: port, target: target)
      return await follow(HTTPRequest(url, method: method), options: options)
    }
  }

  @Test(arguments: [
    ("/end", ["/end"]), ("/one", ["/one", "/two", "/end"]), ("/alias", ["/alias", "/end"]),
    ("/keep", ["/keep", "/end"]),
  ])
  func followsWithinTheMachine(target: String, path: [String]) async throws {
    let chain = try await chain(target)
    #expect(chain.exchanges.map(\.url.target) == path)
    #expect(chain.end == .answered)
    #expect(chain.exchanges.last?.response?.status == 200)
  }

  @Test(arguments: [
    ("/metadata", "http://169.254.169.254/latest/"), ("/private", "http://10.0.0.1/"),
    ("/other", "http://other.example/x"), ("/decimal", "http://2852039166/"),
  ])
  func staysAwayFromOtherHosts(target: String, url: String) async throws {
    let chain = try await chain(target)
    #expect(chain.exchanges.count == 1)
    #expect(chain.end == .otherHost(try WebURL(parsing: url)))
  }

  @Test func stopsAtOtherSchemes() async throws {
    #expect(try await chain("/file").end == .unsupportedScheme("file"))
    #expect(try await chain("/broken").end == .badLocation("http://[oops/"))
  }

  @Test func noticesLoops() async throws {
    let chain = try await chain("/loop")
    #expect(chain.exchanges.map(\.url.target) == ["/loop", "/pool"])
    guard case .loop(let target) = chain.end else {
      Issue.record("ended with \(chain.end)")
      return
    }
    #expect(target.target == "/loop")
    #expect(try await self.chain("/self").exchanges.count == 1)
  }

  @Test func stopsAfterTenRequests() async throws {
    let chain = try await chain("/count/")
    #expect(chain.exchanges.count == 10)
    #expect(chain.end == .tooManyHops)
  }

  @Test(arguments: [("/one", "GET"), ("/keep", "POST")])
  func changesTheMethodAsClientsDo(target: String, method: String) async throws {
    let chain = try await chain(target, method: "POST")
    #expect(chain.exchanges.last?.response?.body == Array(method.utf8))
  }
}
