import Yams

/// The lines of a document's keys and elements, by their paths.
struct YAMLMarks: Sendable {
  private var lines: [String: Int] = [:]

  init(_ node: Node?) {
    if let node { mark(node, "", 0) }
  }

  func line(of path: [String]) -> Int? {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[path.map { "\u{1f}" + $0 }.joined()] { return line }
      path.removeLast()
    }
    return nil
  }

  /// Anchored parts count where they stand, and at most some ten thousand lines are kept.
  private mutating func mark(_ node: Node, _ path: String, _ depth: Int) {
    guard depth < 24, lines.count < 20_000 else { return }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        let inner = "\(path)\u{1f}\(key.string ?? "")"
        lines[inner] = key.mark?.line
        mark(value, inner, depth + 1)
      }
    case .sequence(let sequence):
      for (number, element) in sequence.enumerated() {
        let inner = "\(path)\u{1f}\(number)"
        lines[inner] = element.mark?.line
        mark(element, inner, depth + 1)
      }
    case .scalar, .alias: break
    }
  }
}
