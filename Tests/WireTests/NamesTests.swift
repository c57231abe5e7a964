import Notation
import Testing
import Wire

/// The hosts file and resolv.conf.
struct NamesTests {
  @Test func readsHostsFiles() {
    let hosts = HostsFile(
      parsing: """
        # comment
        127.0.0.1\tlocalhost
        192.0.2.1  Web.Example web # the other one
        2001:db8::1 web
        192.0.2.1 web
        nonsense web
        192.0.2.9
        """)
    #expect(hosts.addresses(of: "WEB").map(\.description) == ["192.0.2.1", "2001:db8::1"])
    #expect(hosts.addresses(of: "web.example").map(\.description) == ["192.0.2.1"])
    #expect(hosts.addresses(of: "the").isEmpty)
  }

  @Test func readsResolverConfigurations() {
    let configuration = ResolverConfiguration(
      parsing: """
        ; comment
        domain old.example
        search one.example two.example.
        nameserver 192.0.2.1
        nameserver nonsense
        nameserver 2001:db8::1
        nameserver 192.0.2.2
        nameserver 192.0.2.3
        options ndots:2 timeout:0 attempts:9 rotate
        """)
    #expect(configuration.nameservers.map(\.description) == ["192.0.2.1", "2001:db8::1", "192.0.2.2"])
    #expect(configuration.timeoutSeconds == 1)
    #expect(configuration.rounds == 5)
    #expect(configuration.candidates(for: "a.b") == ["a.b.one.example", "a.b.two.example", "a.b"])
    #expect(configuration.candidates(for: "a.b.c") == ["a.b.c", "a.b.c.one.example", "a.b.c.two.example"])
    #expect(configuration.candidates(for: "a.") == ["a"])
  }

  @Test func fallsBackToTheLocalServerAsLibcDoes() {
    let configuration = ResolverConfiguration(parsing: "")
    #expect(configuration.nameservers.map(\.description) == ["127.0.0.1"])
    #expect(configuration.usesDefaultServer)
  }

  @Test(
    arguments: [
      ("a.example:80:10.0.0.1:8080", "a.example", 80, ConnectOverride.Destination.host("10.0.0.1", port: 8080)),
      ("A.example:80:b.example:", "a.example", 80, .host("b.example", port: nil)),
      ("::[::1]:8080", nil, nil, .host("::1", port: 8080)),
      ("[::1]:80:c:1", "::1", 80, .host("c", port: 1)),
      ("a.example:80::81", "a.example", 80, .host("a.example", port: 81)),
      ("unix:/run/app.sock", nil, nil, .unix(path: "/run/app.sock")),
      ("a.example:443:unix:/run/a:b", "a.example", 443, .unix(path: "/run/a:b")),
    ] as [(String, String?, Int?, ConnectOverride.Destination)])
  func readsOverrides(text: String, host: String?, port: Int?, destination: ConnectOverride.Destination) throws {
    let override = try #require(ConnectOverride(parsing: text))
    #expect(override == ConnectOverride(host: host, port: port, destination: destination))
  }

  @Test(arguments: ["", "a", "a:80", "a:b:c:1", "a:80:c:99999", "a:80:c:1:2", ":::", "[::1:80:c:1", "a:80:c:-1"])
  func refusesBrokenOverrides(text: String) {
    #expect(ConnectOverride(parsing: text) == nil)
  }
}
