/// The mode of a file as `ls -l` writes it.
enum FileMode {
  /// `drwx--x--x` from `0711` and `directory`; what is no octal number stays as it is.
  ///
  /// The letters are those of `ls -l` in POSIX: `s` and `t` where a set-id or sticky bit and execute are set, else `S`
  /// and `T`.
  static func text(_ mode: String?, type: String?) -> String {
    guard let mode else { return type ?? "?" }
    guard let bits = Int(mode, radix: 8), bits <= 0o7777 else { return mode }
    var letters = Array("rwxrwxrwx").enumerated().map { bits >> (8 - $0.offset) & 1 == 1 ? $0.element : "-" }
    for (bit, index, pair) in [(0o4000, 2, "sS"), (0o2000, 5, "sS"), (0o1000, 8, "tT")] where bits & bit != 0 {
      letters[index] = letters[index] == "x" ? pair.first ?? "s" : pair.last ?? "S"
    }
    return letter(type) + String(letters)
  }

  private static func letter(_ type: String?) -> String {
    switch type {
    case "directory": "d"
    case "symlink", "link": "l"
    case "socket": "s"
    case "fifo": "p"
    case "file", "regular": "-"
    default: "?"
    }
  }
}
