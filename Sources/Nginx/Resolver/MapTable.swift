/// The lines of a `map` block.
struct MapTable {
  private var exact: [String: String] = [:]
  private var names = ServerNames()
  private var nameValues: [String] = []
  private var regexes: [(pattern: String, caseless: Bool, value: String)] = []
  private var fallback = ""
  private var hasHostnames = false

  init(_ block: Directive) {
    hasHostnames = (block.block ?? []).contains { $0.name == "hostnames" && $0.arguments.isEmpty }
    for line in block.block ?? [] {
      guard let value = line.arguments.first else { continue }
      add(line.name, value)
    }
  }

  private mutating func add(_ key: String, _ value: String) {
    if key == "default" {
      fallback = value
    } else if key.hasPrefix("~*") {
      regexes.append((String(key.dropFirst(2)), true, value))
    } else if key.hasPrefix("~") {
      regexes.append((String(key.dropFirst()), false, value))
    } else if hasHostnames, key.hasPrefix("*.") || key.hasPrefix(".") || key.hasSuffix(".*") {
      nameValues.append(value)
      names.add(key, server: nameValues.count - 1)
    } else {
      let plain = key.hasPrefix("\\") ? String(key.dropFirst()) : key
      exact[Bytes.lowercased(plain)] = value
    }
  }

  /// All values the variable may have.
  var values: [String] { Array(exact.values) + nameValues + regexes.map(\.value) + [fallback] }

  /// The value for a key, with the match when a regex decided; nil where a pattern cannot be judged.
  func look(_ key: [UInt8], _ resolver: Resolver) -> (value: String, match: (Pattern, Pattern.Match)?)? {
    let lower = Bytes.lowercased(hasHostnames && key.last == UInt8(ascii: ".") ? Array(key.dropLast()) : key)
    if let value = exact[ByteText.string(lower)] { return (value, nil) }
    if hasHostnames, let index = names.find(lower) { return (nameValues[index], nil) }
    for entry in regexes {
      guard case .success(let pattern) = resolver.pattern(entry.pattern, caseless: entry.caseless) else { return nil }
      switch pattern.match(key) {
      case .matched(let match): return (entry.value, (pattern, match))
      case .gaveUp: return nil
      case .noMatch: continue
      }
    }
    return (fallback, nil)
  }
}
