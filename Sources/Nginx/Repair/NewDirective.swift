/// A directive to be written into a configuration.
public struct NewDirective: Hashable, Sendable {
  public var name: String
  public var arguments: [String]
  public var block: [NewDirective]?

  public init(_ name: String, _ arguments: [String] = [], block: [NewDirective]? = nil) {
    self.name = name
    self.arguments = arguments
    self.block = block
  }

  /// The lines to write, each indented by this much; blocks indent their content by four more.
  func lines(indent: String) -> [String] {
    let head = indent + ([name] + arguments).map(Directive.quoted).joined(separator: " ")
    guard let block else { return [head + ";"] }
    return [head + " {"] + block.flatMap { $0.lines(indent: indent + "    ") } + [indent + "}"]
  }

  func directive(at position: Position, nextIdentifier: inout Int) -> Directive {
    let identifier = nextIdentifier
    nextIdentifier += 1
    return Directive(
      id: identifier, name: name, arguments: arguments, position: position, endLine: position.line,
      block: block?.map { $0.directive(at: position, nextIdentifier: &nextIdentifier) }, rawBlock: nil,
      span: 0..<0, closing: nil)
  }
}
