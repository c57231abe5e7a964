import Testing

@testable import Probes

/// Settings modules of Python, read without running them.
@Suite struct PythonSettingsTests {
  private func value(_ text: String, _ variables: [String: String] = [:]) -> String? {
    let module = PythonModule(text: text, file: "/srv/shop/shop/settings.py") { variables[$0] }
    return module.value("MEDIA_ROOT")?.value.plain
  }

  private static let head = "import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n"

  @Test(arguments: [
    ("MEDIA_ROOT = '/srv/media'", "/srv/media"), ("MEDIA_ROOT = BASE_DIR / 'media'", "/srv/shop/media"),
    ("MEDIA_ROOT = os.path.join(BASE_DIR, 'media', 'up')", "/srv/shop/media/up"),
    ("MEDIA_ROOT = str(BASE_DIR / \"media\")", "/srv/shop/media"), ("MEDIA_ROOT = os.environ.get('M', '/a')", "/a"),
    ("MEDIA_ROOT = os.getenv('M') or '/b'", "/b"), ("MEDIA_ROOT = f'{BASE_DIR}/media'", "/srv/shop/media"),
    ("MEDIA_ROOT = '/srv/' + 'media'", "/srv/media"), ("MEDIA_ROOT: str = '/typed'", "/typed"),
    ("MEDIA_ROOT = (\n    '/srv'\n    '/joined'\n)", "/srv/joined"),
    ("MEDIA_ROOT = '/a'  # note\nMEDIA_ROOT = '/b'", "/b"),
    ("ROOT = '/srv'\nMEDIA_ROOT = ROOT + '/x'", "/srv/x"), ("MEDIA_ROOT = r'/raw'", "/raw"),
  ])
  func values(text: String, expected: String) { #expect(value(Self.head + text) == expected) }

  @Test func theEnvironmentWins() {
    #expect(value("import os\nMEDIA_ROOT = os.environ.get('M', '/a')", ["M": "/own"]) == "/own")
    #expect(value("import os\nMEDIA_ROOT = os.environ['M']", ["M": "/own"]) == "/own")
  }

  @Test(arguments: [
    "MEDIA_ROOT = compute()", "MEDIA_ROOT = os.environ['NONE']", "MEDIA_ROOT = open('/x').read()",
    "MEDIA_ROOT = UNKNOWN / 'x'",
    "MEDIA_ROOT = [", "MEDIA_ROOT =", "def f():\n    pass", "\"\"\"\nMEDIA_ROOT = '/in/a/text'\n\"\"\"",
    "# MEDIA_ROOT = '/x'",
    "MEDIA_ROOT = '/a'\nif DEBUG:\n    MEDIA_ROOT = '/b'", "\0\0(((((",
  ])
  func whatCannotBeKnownIsNotSaid(text: String) { #expect(value("import os\n" + text) == nil) }

  @Test func deepNestingEnds() {
    let deep = String(repeating: "(", count: 20_000) + "'/x'" + String(repeating: ")", count: 20_000)
    _ = value("MEDIA_ROOT = \(deep)")
    _ = value("MEDIA_ROOT = " + Array(repeating: "'/x'", count: 20_000).joined(separator: " + "))
  }

  @Test func theLineIsThatOfTheAssignment() {
    let module = PythonModule(text: "A = [\n  1,\n]\n\nMEDIA_ROOT = '/x'\n", file: "/s.py") { _ in nil }
    #expect(module.value("MEDIA_ROOT")?.line == 5)
  }
}
