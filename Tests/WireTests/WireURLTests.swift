import Testing
import Wire

/// URLs and the references that redirects hold.
struct WireURLTests {
  @Test(arguments: [
    ("http://Example.COM", "http://example.com/"), ("https://a:443/x?y#z", "https://a/x?y"),
    ("http://a:8080?q", "http://a:8080/?q"),
    ("HTTP://user:secret@a/x", "http://a/x"), ("http://[::1]:80/", "http://[::1]/"),
    ("http://a/ä b", "http://a/%C3%A4%20b"),
    ("http://a/%2e%2E/./x//y", "http://a/%2e%2E/./x//y"), ("http://a/\r\nHost: b", "http://a/%0D%0AHost:%20b"),
    ("http://u@v@a/", "http://a/"), ("http://a_b/", "http://a_b/"),
    ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://例え.テスト:81/", "http://xn--r8jz45g.xn--zckzah:81/"),
    ("http://MÜNCHEN.de", "http://xn--mnchen-3ya.de/"),
  ])
  func readsURLs(text: String, canonical: String) throws {
    #expect(try WireURL(parsing: text).description == canonical)
  }

  @Test(arguments: [
    ("/just/a/path", WireURLError.relative), ("ftp://a/", .unsupportedScheme("ftp")),
    ("mailto:a@b", .unsupportedScheme("mailto")),
    ("http:///x", .badHost("")), ("http://a b/", .badHost("a b")), ("http://a:0/", .badPort("0")),
    ("http://a:+1/", .badPort("+1")),
    ("http://a:65536/", .badPort("65536")), ("http://[::1/", .badHost("[:")), ("http://a%00b/", .badHost("a%00b")),
    ("http://a\u{200b}b/", .badHost("a\u{200b}b")), ("http://a\u{ff0f}b/", .badHost("a\u{ff0f}b")),
  ])
  func refusesOthers(text: String, error: WireURLError) {
    #expect(throws: error) { try WireURL(parsing: text) }
  }

  /// The reference examples of RFC 3986, section 5.4, as far as they stay within HTTP.
  @Test(arguments: [
    ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"),
    ("#s", "/b/c/d;p?q"), ("g#s", "/b/c/g"), (";x", "/b/c/;x"), ("", "/b/c/d;p?q"), (".", "/b/c/"), ("./", "/b/c/"),
    ("..", "/b/"), ("../", "/b/"), ("../g", "/b/g"), ("../..", "/"), ("../../g", "/g"), ("../../../g", "/g"),
    ("/./g", "/g"), ("/../g", "/g"), ("g.", "/b/c/g."), ("..g", "/b/c/..g"), ("./../g", "/b/g"), ("g/./h", "/b/c/g/h"),
    ("g/../h", "/b/c/h"), ("g?y/../x", "/b/c/g?y/../x"),
  ])
  func followsReferences(reference: String, target: String) throws {
    let base = try WireURL(parsing: "http://a/b/c/d;p?q")
    #expect(try base.resolving(reference).description == "http://a\(target)")
  }

  @Test func followsReferencesToOtherHosts() throws {
    let base = try WireURL(parsing: "https://a:8443/b")
    #expect(try base.resolving("//g").description == "https://g/")
    #expect(try base.resolving("http://g:81/x").description == "http://g:81/x")
    #expect(throws: WireURLError.unsupportedScheme("javascript")) { try base.resolving("javascript:alert(1)") }
    #expect(throws: WireURLError.unsupportedScheme("file")) { try base.resolving("file:///etc/passwd") }
  }
}
