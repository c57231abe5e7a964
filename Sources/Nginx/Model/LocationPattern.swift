/// What a location matches: its modifier and text, read from its arguments as nginx reads them.
public struct LocationPattern: Hashable, Sendable {
  public enum Modifier: String, Hashable, Sendable {
    case prefix = ""
    case exact = "="
    case preferential = "^~"
    case regex = "~"
    case caselessRegex = "~*"
    /// `location @name`: reached by internal jumps only.
    case named = "@"
  }

  public var modifier: Modifier
  /// The text to match; with its `@` for named locations.
  public var text: String

  public var isRegex: Bool { modifier == .regex || modifier == .caselessRegex }

  /// Nil for arguments nginx refuses.
  public init?(arguments: [String]) {
    if arguments.count == 2 {
      guard let modifier = Modifier(rawValue: arguments[0]), modifier != .prefix, modifier != .named else { return nil }
      self.modifier = modifier
      text = arguments[1]
      return
    }
    guard let word = arguments.first, arguments.count == 1 else { return nil }
    let glued: [Modifier] = [.caselessRegex, .preferential, .regex, .exact]
    if let modifier = glued.first(where: { word.hasPrefix($0.rawValue) }) {
      self.modifier = modifier
      text = String(word.dropFirst(modifier.rawValue.count))
    } else {
      modifier = word.hasPrefix("@") ? .named : .prefix
      text = word
    }
  }
}
