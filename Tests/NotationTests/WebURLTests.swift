import Notation
import Testing

/// URLs as they are typed, pasted, found in pages and told.
@Suite struct WebURLTests {
  @Test(arguments: [
    ("http://Example.COM", "http://example.com/"), ("https://a:443/x?y#z", "https://a/x?y"),
    ("http://a:8080?q", "http://a:8080/?q"), ("http://a#b", "http://a/"),
    ("HTTP://user:secret@a/x", "http://a/x"), ("http://[::1]:80/", "http://[::1]/"),
    ("http://[0:0::1]:81/", "http://[::1]:81/"),
    ("http://a/ä b", "http://a/%C3%A4%20b"), ("http://a/%C3%A4%20b", "http://a/%C3%A4%20b"),
    ("http://a/%2e%2E/./x//y", "http://a/%2e%2E/./x//y"), ("http://a/\r\nHost: b", "http://a/Host:%20b"),
    (" \n http://a/wrapped\n/line\t ", "http://a/wrapped/line"),
    ("http://u@v@a/", "http://a/"), ("http://a_b/", "http://a_b/"),
    ("http://a/\"<>^`{}|[]\\'100%", "http://a/%22%3C%3E%5E%60%7B%7D|[]\\'100%"),
    ("http://a/?\"<>^`{}|'ü ?", "http://a/?%22%3C%3E^`{}|%27%C3%BC%20?"), ("http://a/\u{1}\u{7f}", "http://a/%01%7F"),
    ("http://a/x\u{301}?\u{301}y/\u{301}", "http://a/x%CC%81?%CC%81y/%CC%81"),
    ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://例え.テスト:81/", "http://xn--r8jz45g.xn--zckzah:81/"),
    ("http://MÜNCHEN.de", "http://xn--mnchen-3ya.de/"),
  ])
  func whatIsReadIsToldInOneForm(text: String, canonical: String) throws {
    let url = try WebURL(parsing: text)
    #expect(url.description == canonical)
    #expect(try WebURL(parsing: canonical).description == canonical)
  }

  @Test(arguments: [
    ("/just/a/path", WebURLError.relative), ("", .relative), ("a.example/x", .relative),
    ("ftp://a/", .unsupportedScheme("ftp")), ("mailto:a@b", .unsupportedScheme("mailto")),
    ("http:/a", .unsupportedScheme("http")),
    ("http:///x", .badHost("")), ("http://a b/", .badHost("a b")), ("http://a:0/", .badPort("0")),
    ("http://a:+1/", .badPort("+1")), ("http://u:p@/", .badHost("")),
    ("http://a:65536/", .badPort("65536")), ("http://[::1/", .badHost("[:")), ("http://[::1]x/", .badHost("[::1]x")),
    ("http://a%00b/", .badHost("a%00b")),
    ("http://a\u{200b}b/", .badHost("a\u{200b}b")), ("http://a\u{ff0f}b/", .badHost("a\u{ff0f}b")),
  ])
  func whatCannotBeAskedIsRefused(text: String, error: WebURLError) {
    #expect(throws: error) { try WebURL(parsing: text) }
  }

  @Test(
    arguments: [
      ("http://u:p@a/", "Basic dTpw"), ("http://u@a/", "Basic dTo="), ("http://:p@a/", "Basic OnA="),
      ("http://%C3%BC:a%3Ab%40c@a:8443/x", "Basic w7w6YTpiQGM="), ("http://u:p:q@a/", "Basic dTpwOnE="),
      ("http://a/u:p@b", nil), ("http://@a/", nil), ("http://:@a/", nil),
    ] as [(String, String?)])
  func userAndPasswordAreKeptApart(text: String, authorization: String?) throws {
    let url = try WebURL(parsing: text)
    #expect(url.credentials?.authorization == authorization)
    var dumped = ""
    dump(url, to: &dumped)
    #expect(!url.description.contains("u:p@a"))
    #expect(!"\(dumped) \(String(reflecting: url))".contains("dTpw"))
    #expect(!URLReference(text).description.contains("u:p@a"))
  }

  @Test func theServerIsTheOneBehindUserAndPassword() throws {
    let url = try WebURL(parsing: "http://u:p@host.example:8443/a/b.tar.gz?c#d")
    #expect(url.host == "host.example")
    #expect(url.port == 8443)
    #expect(url.origin == "http://host.example:8443")
    #expect(url.path == "/a/b.tar.gz")
    #expect(url.lastComponent == "b.tar.gz")
    #expect(url.fileExtension == "gz")
    #expect(url.target == "/a/b.tar.gz?c")
  }

  @Test(arguments: [
    ("http://a/x", false), ("HTTP://A:80/x#y", false), ("http://u:p@a", false), ("http://a/%20", false),
    ("http://a/a b", true), ("http://a/ü", true), ("http://a/?q=ü", true), ("http://ü/", true), ("http://a/#ü", false),
  ])
  func whatHadToBeEncodedIsKnown(text: String, isEncoded: Bool) throws {
    #expect(try WebURL(parsing: text).isEncodedOtherwise(than: text) == isEncoded)
  }

  /// The reference examples of RFC 3986, section 5.4, as far as they stay within HTTP.
  @Test(arguments: [
    ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"),
    ("#s", "/b/c/d;p?q"), ("g#s", "/b/c/g"), (";x", "/b/c/;x"), ("", "/b/c/d;p?q"), (".", "/b/c/"), ("./", "/b/c/"),
    ("..", "/b/"), ("../", "/b/"), ("../g", "/b/g"), ("../..", "/"), ("../../g", "/g"), ("../../../g", "/g"),
    ("/./g", "/g"), ("/../g", "/g"), ("g.", "/b/c/g."), ("..g", "/b/c/..g"), ("./../g", "/b/g"), ("g/./h", "/b/c/g/h"),
    ("g/../h", "/b/c/h"), ("g?y/../x", "/b/c/g?y/../x"), ("ü x", "/b/c/%C3%BC%20x"),
  ])
  func followsReferences(reference: String, target: String) throws {
    let base = try WebURL(parsing: "http://u:p@a/b/c/d;p?q")
    let url = try base.resolving(reference)
    #expect(url.description == "http://a\(target)")
    #expect(url.credentials == base.credentials)
  }

  @Test func followsReferencesToOtherHosts() throws {
    let base = try WebURL(parsing: "https://u:p@a:8443/b")
    #expect(try base.resolving("//g").description == "https://g/")
    #expect(try base.resolving("http://g:81/x").description == "http://g:81/x")
    #expect(try base.resolving("https://x:y@A:8443/c").credentials == base.credentials)
    for other in ["//g", "https://a/b", "http://a:8443/b", "https://x:y@g:8443/"] {
      #expect(try base.resolving(other).credentials == nil)
    }
    #expect(throws: WebURLError.unsupportedScheme("javascript")) { try base.resolving("javascript:alert(1)") }
    #expect(throws: WebURLError.unsupportedScheme("file")) { try base.resolving("file:///etc/passwd") }
  }

  @Test func partsOfReferences() {
    let whole = URLReference("https://u:p@h:1/p/a?q?r#f#g")
    #expect(whole.scheme == "https")
    #expect(whole.userInfo == "u:p")
    #expect(whole.hostAndPort == "h:1")
    #expect(whole.path == "/p/a")
    #expect(whole.query == "q?r")
    #expect(whole.fragment == "f#g")
    #expect("\(whole)" == "https://h:1/p/a?q?r#f#g")
    let bare = URLReference("media/x:y?")
    #expect(bare.scheme == nil)
    #expect(bare.hostAndPort == nil)
    #expect(bare.path == "media/x:y")
    #expect(bare.query == "")
    #expect(URLReference("//cdn/x").hostAndPort == "cdn")
    #expect(URLReference("c:/x").scheme == "c")
    #expect(URLReference("").path == "")
  }
}
