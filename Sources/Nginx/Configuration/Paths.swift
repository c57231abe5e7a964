/// Path arithmetic as nginx does it: plain concatenation, never normalisation.
enum Paths {
  /// `ngx_get_full_name`: a path that does not start with a slash is put behind the prefix.
  static func absolute(_ path: String, from prefix: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    return prefix.utf8.last == UInt8(ascii: "/") ? prefix + path : prefix + "/" + path
  }

  static func absolute(_ path: [UInt8], from prefix: String) -> [UInt8] {
    if path.first == UInt8(ascii: "/") { return path }
    let base = prefix.byteArray
    return base.last == UInt8(ascii: "/") ? base + path : base + [UInt8(ascii: "/")] + path
  }

  /// The part before the last slash; "/" for a path directly below the root.
  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.utf8.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
