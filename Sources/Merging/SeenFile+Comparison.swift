import Facts

extension SeenFile {
  /// Whether it is one file with another, as far as name and content tell.
  func isSame(as other: SeenFile) -> Bool {
    name == other.name && size == other.size && (digest == other.digest || digest == "-" || other.digest == "-")
  }

  /// Whether these ids may read it, by its mode.
  func isReadable(uid reader: Int, groups: Set<Int>) -> Bool {
    guard reader != 0, let bits = Int(mode, radix: 8) else { return true }
    if reader == uid { return bits & 0o400 != 0 }
    return bits & (groups.contains(gid) ? 0o040 : 0o004) != 0
  }
}
