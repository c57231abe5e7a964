import CLinux

/// The environment that the program was started with; see environ(7).
enum ProcessEnvironment {
  /// The variables by their names; of several of one name the first counts, as it does for getenv(3).
  static var variables: [String: String] {
    guard var entry = clinux_environment() else { return [:] }
    var variables: [String: String] = [:]
    while let text = entry.pointee.map({ String(cString: $0) }) {
      entry += 1
      guard let sign = text.firstIndex(of: "=") else { continue }
      let name = String(text[..<sign])
      if variables[name] == nil { variables[name] = String(text[text.index(after: sign)...]) }
    }
    return variables
  }
}
