import Yams

/// A YAML document as a value, which still knows the lines of its keys.
public struct YAMLSource: Sendable {
  public let file: String
  public let value: Value
  /// The line of each top-level key.
  private let lines: [String: Int]
  /// The line of every key and element, where they were asked for.
  private let marks: YAMLMarks

  /// Reads a document.
  ///
  /// - Throws: `YAMLProblem` at file:line:column where it is not YAML, or names itself in its anchors.
  public init(text: String, file: String) throws(YAMLProblem) {
    do {
      try self.init(try Yams.compose(yaml: text), file: file, most: 1_000_000, isMarking: false)
    } catch {
      throw Self.problem(error, in: file)
    }
  }

  /// Reads every document of a file, keeping the lines of all their keys; at most `most` values each.
  ///
  /// - Throws: `YAMLProblem` as for a single document.
  public static func documents(text: String, file: String, most: Int = 50_000) throws(YAMLProblem) -> [YAMLSource] {
    do {
      var nodes = try Yams.compose_all(yaml: text)
      var documents: [YAMLSource] = []
      while let node = nodes.next() {
        documents.append(try YAMLSource(node, file: file, most: most, isMarking: true))
      }
      if let problem = nodes.error { throw problem }
      return documents
    } catch {
      throw problem(error, in: file)
    }
  }

  private init(_ node: Node?, file: String, most: Int, isMarking: Bool) throws {
    self.file = file
    var lines: [String: Int] = [:]
    for (key, _) in node?.mapping ?? [:] {
      if let name = key.string, let mark = key.mark { lines[name] = mark.line }
    }
    self.lines = lines
    var budget = most
    value = try Self.value(node, budget: &budget)
    marks = isMarking ? YAMLMarks(node) : YAMLMarks(nil)
  }

  /// The line of a top-level key.
  public func line(ofKey key: String) -> Int? { lines[key] }

  /// The line of what a path of keys and element numbers leads to; that of the nearest known one above it.
  public func line(of path: [String]) -> Int? { marks.line(of: path) }

  private static func problem(_ error: any Error, in file: String) -> YAMLProblem {
    if let known = error as? YAMLProblem { return known }
    guard let problem = error as? YamlError else {
      return YAMLProblem(place: file, message: "its anchors expand to too many values")
    }
    return YAMLProblem(place: file, message: message(problem))
  }

  private struct Exhausted: Error {}

  private static func value(_ node: Node?, budget: inout Int) throws -> Value {
    budget -= 1
    guard budget > 0 else { throw Exhausted() }
    switch node {
    case nil: return .null
    case .scalar(let scalar)?: return Self.value(scalar)
    case .sequence(let sequence)?:
      var elements: [Value] = []
      for element in sequence { elements.append(try value(element, budget: &budget)) }
      return .list(elements)
    case .mapping(let mapping)?: return try value(mapping, budget: &budget)
    case .alias?: return .null
    }
  }

  /// A mapping with YAML's merge keys (`<<`) applied: own keys win.
  private static func value(_ mapping: Node.Mapping, budget: inout Int) throws -> Value {
    var members: [String: Value] = [:]
    for (key, node) in mapping {
      let value = try value(node, budget: &budget)
      guard key.string == "<<" else {
        members[key.string ?? ""] = value
        continue
      }
      for source in value.elements { members.merge(source.members ?? [:]) { own, _ in own } }
    }
    for (key, node) in mapping where key.string != "<<" {
      budget -= 1
      if members[key.string ?? ""] == nil { members[key.string ?? ""] = try value(node, budget: &budget) }
    }
    return .object(members)
  }

  private static func value(_ scalar: Node.Scalar) -> Value {
    guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
    let text = scalar.string
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    // A mode such as 0644 is no decimal number; what it is, whoever reads the value knows.
    if text.count > 1, text.hasPrefix("0"), text.allSatisfy(\.isNumber) { return .string(text) }
    if let number = Int(text) { return .int(number) }
    if text.first.map({ $0.isNumber || $0 == "-" || $0 == "." }) == true, text.contains(where: \.isNumber),
      text.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }), let number = Double(text)
    {
      return .double(number)
    }
    return .string(text)
  }

  private static func message(_ problem: YamlError) -> String {
    switch problem {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _), .composer(_, let text, let mark, _):
      "line \(mark.line), column \(mark.column): \(text)"
    case .duplicatedKeysInMapping(let keys, let context):
      "line \(context.mark.line), column \(context.mark.column): the key \(keys.first ?? "") stands twice"
    default: "not readable as YAML"
    }
  }
}
