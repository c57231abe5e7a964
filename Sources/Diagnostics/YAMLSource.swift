import Yams

/// A YAML document as a value, which still knows the lines of its keys.
public struct YAMLSource: Sendable {
  public let file: String
  public let value: Value
  /// The line of each top-level key.
  let lines: [String: Int]

  /// Reads a document.
  ///
  /// - Throws: `CatalogueProblem` at file:line:column where it is not YAML, or names itself in its anchors.
  public init(text: String, file: String) throws(CatalogueProblem) {
    self.file = file
    do {
      let node = try Yams.compose(yaml: text)
      var lines: [String: Int] = [:]
      for (key, _) in node?.mapping ?? [:] {
        if let name = key.string, let mark = key.mark { lines[name] = mark.line }
      }
      self.lines = lines
      var budget = 1_000_000
      value = try Self.value(node, budget: &budget)
    } catch let problem as YamlError {
      throw CatalogueProblem(place: file, message: Self.message(problem))
    } catch {
      throw CatalogueProblem(place: file, message: "its anchors expand to more than a million values")
    }
  }

  /// A problem's place with the line of the key that it names after `#`.
  func located(_ problem: CatalogueProblem) -> CatalogueProblem {
    guard let hash = problem.place.lastIndex(of: "#") else { return problem }
    let key = String(problem.place[problem.place.index(after: hash)...])
    guard let line = lines[key] else {
      return CatalogueProblem(place: String(problem.place[..<hash]), message: problem.message)
    }
    return CatalogueProblem(place: "\(problem.place[..<hash]):\(line)", message: problem.message)
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
    let isOctal = text.count > 1 && text.hasPrefix("0") && text.allSatisfy(\.isNumber)
    if !isOctal, let number = Int(text) { return .int(number) }
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
    default: "not readable as YAML"
    }
  }
}
