import Diagnostics
import Linux
import Nginx
import Notation

/// Who knows what the configuration makes of a case, and so which of its directives to change.
protocol ConfigurationEditing {
  var examined: Case { get }
  var resolved: ResolvedCase { get }
  var scene: Scene { get }
}

/// The configuration of one case, to be changed.
struct ConfigurationEditor: ConfigurationEditing {
  let examined: Case
  let resolved: ResolvedCase
  let scene: Scene

  /// Nil where no nginx answers for the case.
  init?(_ examined: Case, in scene: Scene) {
    guard let resolved = scene.resolved(examined) else { return nil }
    self.init(examined: examined, resolved: resolved, scene: scene)
  }

  init(examined: Case, resolved: ResolvedCase, scene: Scene) {
    self.examined = examined
    self.resolved = resolved
    self.scene = scene
  }
}

extension ConfigurationEditing {
  var answer: Answer { resolved.answer }
  var instance: NginxInstance { resolved.instance }

  /// Commands on a file of this nginx, as the examiner's shell reaches it, with the reload behind.
  func commands(_ commands: [String]) -> [String] {
    commands.isEmpty ? [] : commands.map(instance.reachable) + [instance.reloadCommand]
  }

  /// The directive that begins on a line; of several, the first one of that name.
  func directive(at position: Position, named name: String? = nil) -> Directive? {
    func search(_ directives: [Directive]) -> Directive? {
      for directive in directives {
        if directive.position == position, name == nil || directive.name == name { return directive }
        if let found = directive.block.flatMap(search) { return found }
      }
      return nil
    }
    return search(instance.configuration.directives)
  }
}
