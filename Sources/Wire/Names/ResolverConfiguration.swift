public import Notation

/// Which servers a machine asks for names and how, in the format of resolv.conf(5).
public struct ResolverConfiguration: Sendable, Hashable {
  /// The servers in the order they are asked; libc reads at most three.
  public var nameservers: [IPAddress]
  /// Suffixes tried for short names; libc reads any number, six are kept here.
  public var search: [String]
  /// A name with at least this many dots is tried as it stands first.
  public var dots: Int
  /// How long to wait for one server's answer, in seconds.
  public var timeoutSeconds: Int
  /// How often the list of servers is gone through.
  public var rounds: Int
  /// True when the file names no server and libc's default, 127.0.0.1, stands in.
  public var usesDefaultServer: Bool

  /// Reads the text of a resolv.conf; unknown lines and options are passed over, as libc does.
  public init(parsing text: String) {
    nameservers = []
    search = []
    dots = 1
    timeoutSeconds = 5
    rounds = 2
    usesDefaultServer = false
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") && !line.hasPrefix(";") {
      let fields = line.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard let keyword = fields.first else { continue }
      read(keyword, Array(fields.dropFirst()))
    }
    if nameservers.isEmpty, let standIn = IPAddress(bytes: [127, 0, 0, 1]) {
      nameservers = [standIn]
      usesDefaultServer = true
    }
  }

  private mutating func read(_ keyword: String, _ values: [String]) {
    switch keyword {
    case "nameserver":
      if nameservers.count < 3, let address = values.first.flatMap({ IPAddress($0) }) { nameservers.append(address) }
    case "search", "domain":
      search = values.prefix(keyword == "domain" ? 1 : 6).map { $0.lowercased() }
    case "options":
      for option in values { read(option: option) }
    default:
      break
    }
  }

  private mutating func read(option: String) {
    let parts = option.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { return }
    switch parts[0] {
    case "ndots": dots = min(number, 15)
    case "timeout": timeoutSeconds = min(max(number, 1), 30)
    case "attempts": rounds = min(max(number, 1), 5)
    default: break
    }
  }

  /// The full names to ask for in turn, following the rules for `ndots` and `search`.
  public func candidates(for name: String) -> [String] {
    if name.hasSuffix(".") { return [String(name.dropLast())] }
    let suffixed = search.filter { $0 != "." }.map { "\(name).\($0.hasSuffix(".") ? String($0.dropLast()) : $0)" }
    let dotCount = name.utf8.count { $0 == UInt8(ascii: ".") }
    return dotCount >= dots ? [name] + suffixed : suffixed + [name]
  }
}
