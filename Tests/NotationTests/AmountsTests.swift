import Notation
import Testing

/// Sizes, durations, and how far words are apart.
@Suite struct AmountsTests {
  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1049, "1 kB"), (1050, "1.1 kB"), (999_949, "999.9 kB"),
    (999_960, "1 MB"), (13_400_000, "13.4 MB"), (2_000_000_000, "2 GB"), (8_600_000_000_000, "8.6 TB"),
    (.max, "9223.4 PB"),
  ])
  func sizesAsTheyAreShown(bytes: Int, text: String) {
    #expect(shownBytes(bytes) == text)
  }

  @Test(
    arguments: [
      ("26214400", 26_214_400), ("25M", 25 << 20), ("25 MB", 25 << 20), ("25mib", 25 << 20), ("8k", 8192),
      ("1g", 1 << 30),
      ("2T", 2 << 40), ("1_048_576", 1 << 20), ("512b", 512), ("0", nil), ("", nil), ("M", nil), ("-1", nil),
      ("5x", nil),
      ("9223372036854775807k", nil), ("99999999999999999999", nil),
    ] as [(String, Int?)])
  func sizesAsTheyAreRead(text: String, bytes: Int?) {
    #expect(readBytes(text) == bytes)
  }

  @Test(
    arguments: [
      ("500ms", 500), ("5s", 5000), ("5", 5000), ("2m", 120_000), ("0.5s", 500), ("1.5m", 90_000), ("0s", nil),
      ("", nil), ("s", nil), ("-5s", nil), ("5h", nil), ("5 s", nil), ("99999999999999999999m", nil), ("1.2.3s", nil),
      ("٣s", nil),
    ] as [(String, Double?)])
  func durationsAsTheyAreRead(text: String, milliseconds: Double?) {
    #expect(Duration(parsing: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    (0, "0 ms"), (0.4, "0.4 ms"), (9.96, "10 ms"), (84.4, "84 ms"), (999, "999 ms"), (1000, "1 s"), (2_540, "2.5 s"),
    (-1, "unknown time"), (.nan, "unknown time"), (.infinity, "unknown time"),
  ])
  func durationsAsTheyAreShown(milliseconds: Double, text: String) {
    #expect(shownDuration(milliseconds: milliseconds) == text)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("root", "root", 0), ("root", "roto", 1), ("location", "locaton", 1),
    ("kitten", "sitting", 3), ("alias", "root", 5), ("ü", "u", 2),
  ])
  func distances(one: String, other: String, distance: Int) {
    #expect(EditDistance.between(one, other) == distance)
  }
}
