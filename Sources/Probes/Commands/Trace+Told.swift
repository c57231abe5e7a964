public import Diagnostics
import Linux
import SystemPackage

extension Trace {
  /// The walk as it is told.
  public var told: TracedPath {
    var traced = TracedPath(
      ToldPath(walk.place.path), as: IdentitySummary(walk.identity), for: walk.purpose.rawValue)
    traced.components = zip(walk.components, labels).map(component)
    if case .failed(let errno) = walk.end {
      traced.problem = "\(errno)"
      traced.end = Self.end(errno)
    }
    traced.isAllowed = isAllowed
    traced.isAsked = isAsked
    traced.deniedAt = deniedAt
    traced.reason = reason
    traced.cure = remedy.map {
      TracedPath.Cure(
        commands: $0.commands, isSufficient: $0.isSufficient, isPartlyUnseen: $0.isPartlyUnseen, elsewhere: $0.elsewhere
      )
    }
    traced.confinement = confinement.map {
      TracedPath.Confinement(module: $0.module.rawValue, context: $0.context, isEnforcing: $0.isEnforcing)
    }
    return traced
  }

  private static func end(_ errno: Errno) -> TracedPath.End {
    switch errno {
    case .noSuchFileOrDirectory: .missing
    case .notDirectory: .notDirectory
    case .tooManySymbolicLinkLevels: .circle
    default: .failed
    }
  }

  private func component(_ component: Walk.Component, _ label: String?) -> TracedComponent {
    var traced = TracedComponent(ToldPath(component.place.path))
    traced.type = component.status?.kind.rawValue
    traced.mode = component.status?.octal
    traced.owner = component.status.map { FileOwner($0, named: accounts) }
    traced.list = component.list.flatMap { $0.isExtended ? $0.shown : nil }
    traced.mount = component.mount.map {
      TracedComponent.Mount(
        point: ToldPath($0.point), type: $0.type, options: $0.options, isReadOnly: $0.isReadOnly)
    }
    traced.linkTarget = component.linkTarget?.shown
    traced.label = label
    traced.needed = component.needed.letters
    traced.missing = component.permission?.missing.letters ?? ""
    traced.isAllowed = component.permission?.isAllowed
    return traced
  }
}
