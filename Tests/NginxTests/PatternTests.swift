import Testing

@testable import Nginx

/// Patterns whose result PCRE2 documents or shows.
@Suite struct PatternTests {
  static let cases: [(String, String, [String]?)] = [
    ("^/a/(.*)\\.css$", "/a/x/y.css", ["x/y"]), ("\\.(?:css|js)$", "/x.JS", nil), ("(?i)\\.js$", "/x.JS", []),
    ("^/(?<year>\\d{4})/(?P<slug>[\\w-]+)/?$", "/2024/a-b", ["2024", "a-b"]), ("(a+)+b", "aaab", ["aaa"]),
    ("^(?!/api/)", "/api/x", nil), ("^(?!/api/)", "/app", []), ("(?<=/)x(?=y)", "/xy", []), ("(?<!/)x", "/x", nil),
    ("^(a|ab)(c|bcd)$", "abcd", ["a", "bcd"]), ("(a)|b", "b", [""]), ("a{2,3}?", "aaa", []), ("x{2", "x{2", []),
    ("^(?:(a)|b\\1)+$", "aba", ["a"]), ("(a\\1?){2}", "aaa", ["aa"]),
    ("^/a\\K/b", "/a/b", []), ("\\Qa.\\E+$", "a..", []), ("a+(?#x)?", "a", []), ("[[:^upper:]]", "a", []),
    ("[\\Qa-c\\E]+$", "-c", []),
    ("^[^/]+$", "a/b", nil), ("[]a]+", "]", []), ("[a\\]]+$", "x]", []), ("[\\d-]+$", "1-2", []),
    ("[[:alpha:]_]+$", "ab_", []), ("(.)\\1", "abb", ["b"]), ("(?>a+)a", "aaa", nil), ("a++a", "aaa", nil),
    ("^.$", "\n", nil), ("^(?s).$", "\n", []), ("^a$", "a\n", []), ("^a\\z", "a\n", nil), ("\\bfoo\\b", "a foo b", []),
    ("\\x2Fx", "/x", []), ("\\Q.*\\E$", "a.*", []), ("(?x) a b # c", "ab", []), ("(?:a|b)*?c", "ababc", []),
    ("(a?)*b", "b", [""]), ("^(?:(a)|b)*$", "ab", ["a"]), ("\\.php(/|$)", "/i.php", [""]), ("$", "", []),
    ("(?i:A)b", "ab", []), ("(?i:A)b", "aB", nil), ("[A-Z]", "é", nil), ("\\/x\\-y", "/x-y", []),
  ]

  @Test(arguments: cases)
  func matches(pattern: String, subject: String, groups: [String]?) throws {
    let compiled = try Pattern(Array(pattern.utf8), caseless: false)
    guard case .matched(let match) = compiled.match(Array(subject.utf8)) else {
      #expect(groups == nil)
      return
    }
    #expect(match.groups.map { String(decoding: $0, as: UTF8.self) } == groups)
  }

  @Test(arguments: [
    "(a", "a)", "[a", "*a", "a{3,2}", "(?<1a>x)", "[z-a]", "(?<=a+)b", "\\", "^*", "a**", "({2})", "[:alpha:]", "\\1",
  ])
  func refuses(pattern: String) {
    #expect(ArgumentCheck.pattern(pattern) != nil)
  }

  /// What one release of PCRE takes and another refuses or takes for something else.
  @Test(arguments: ["x{,2}", "x{ 1, 2}", "[\\w-.]", "[[:alpha:]-.]", "(?<=a{1,2})b", "(?=a\\K)"])
  func abstains(pattern: String) {
    #expect(throws: PatternError.self) { try Pattern(Array(pattern.utf8), caseless: false) }
    #expect(ArgumentCheck.pattern(pattern) == nil)
  }
}
