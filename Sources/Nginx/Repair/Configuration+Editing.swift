extension Configuration {
  /// The configuration as it would be with these edits; a file included several times changes everywhere.
  ///
  /// Only the directives change: `sources` and the lines in positions stay those that were read.
  public func applying(_ edits: [Edit]) -> Configuration {
    var result = self
    for edit in edits {
      var next = result.nextIdentifier
      var directives = result.directives
      Configuration.apply(edit, to: &directives, nextIdentifier: &next)
      result.directives = directives
      result.nextIdentifier = next
    }
    return result
  }

  /// The directive with an identifier.
  public func directive(_ identifier: Directive.ID) -> Directive? {
    Configuration.find(identifier, in: directives)
  }

  private static func find(_ identifier: Directive.ID, in directives: [Directive]) -> Directive? {
    for directive in directives {
      if directive.id == identifier { return directive }
      if let block = directive.block, !block.isEmpty, let found = find(identifier, in: block) { return found }
    }
    return nil
  }

  private static func isTarget(_ directive: Directive, _ edit: Edit) -> Bool {
    directive.id == edit.target
      || (!edit.span.isEmpty && directive.span == edit.span && directive.position == edit.position)
  }

  private static func holds(_ edit: Edit, _ directives: [Directive]) -> Bool {
    directives.contains { directive in
      isTarget(directive, edit) || (directive.block.map { !$0.isEmpty && holds(edit, $0) } ?? false)
    }
  }

  private static func apply(_ edit: Edit, to directives: inout [Directive], nextIdentifier: inout Int) {
    var index = 0
    while index < directives.count {
      if isTarget(directives[index], edit) {
        index += change(edit, at: index, in: &directives, nextIdentifier: &nextIdentifier)
      } else if let block = directives[index].block, holds(edit, block) {
        var inner = block
        directives[index].block = nil
        apply(edit, to: &inner, nextIdentifier: &nextIdentifier)
        directives[index].block = inner
        index += 1
      } else {
        index += 1
      }
    }
  }

  /// Makes the change and returns how far to go on.
  private static func change(
    _ edit: Edit, at index: Int, in directives: inout [Directive], nextIdentifier: inout Int
  ) -> Int {
    let position = directives[index].position
    switch edit.change {
    case .rewrite(let name, let arguments):
      directives[index].name = name
      directives[index].arguments = arguments
      return 1
    case .remove:
      directives.remove(at: index)
      return 0
    case .insertBefore(let new):
      directives.insert(new.directive(at: position, nextIdentifier: &nextIdentifier), at: index)
      return 2
    case .insertAfter(let new):
      directives.insert(new.directive(at: position, nextIdentifier: &nextIdentifier), at: index + 1)
      return 2
    case .insertInside(let new):
      let inserted = new.directive(at: position, nextIdentifier: &nextIdentifier)
      directives[index].block = [inserted] + (directives[index].block ?? [])
      return 1
    }
  }
}
