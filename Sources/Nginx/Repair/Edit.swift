/// One small change of a configuration: what it does to the directives, and to the lines of the file.
public struct Edit: Sendable {
  public enum Change: Hashable, Sendable {
    /// Gives the directive another name and other arguments, either of which may be the old ones.
    case rewrite(name: String, arguments: [String])
    case remove
    case insertBefore(NewDirective)
    case insertAfter(NewDirective)
    /// Puts the new directive first into the block.
    case insertInside(NewDirective)
  }

  /// The directive the change starts from.
  public let target: Directive.ID
  public let change: Change
  public let position: Position
  let span: Range<Int>
  private let directive: Directive
  private let source: SourceFile?

  /// Prepares a change of a directive that stands in this configuration.
  public init(_ change: Change, of directive: Directive, in configuration: Configuration) {
    target = directive.id
    self.change = change
    position = directive.position
    span = directive.span
    self.directive = directive
    source = configuration.sources.first { $0.path == directive.position.file }
  }

  /// The change of the file's lines; nil where the file's text is not known.
  var hunk: LineHunk? { source.flatMap { LineHunk(change, of: directive, in: $0) } }

  /// Gives a directive other arguments.
  public static func arguments(_ arguments: [String], of directive: Directive, in configuration: Configuration) -> Edit
  {
    Edit(.rewrite(name: directive.name, arguments: arguments), of: directive, in: configuration)
  }

  /// Shell commands that make exactly this change, and make none if the file has changed meanwhile.
  public func commands() -> [String] { hunk.map { [$0.command] } ?? [] }

  /// The change as a unified diff.
  public func diff() -> String { hunk?.unifiedDiff ?? "" }

  /// The file's lines before and after, without their line ends.
  public var before: [String] { hunk?.old ?? [] }
  public var after: [String] { hunk?.new ?? [] }

  /// The commands for several edits of one configuration, ordered so that each finds its line where it was.
  public static func commands(_ edits: [Edit]) -> [String] {
    let hunks = edits.compactMap(\.hunk)
    return hunks.sorted { ($0.file, $1.firstLine) < ($1.file, $0.firstLine) }.map(\.command)
  }
}
