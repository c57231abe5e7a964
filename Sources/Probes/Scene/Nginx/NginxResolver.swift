public import Linux
public import Nginx

/// The machine's nginx, to be asked what it would answer, without an examination.
public struct NginxResolver {
  private let resolver: Resolver
  private let tree: MachineTree
  /// Why nginx would not load the configuration; an account that only this machine lacks changes no route.
  private let refusal: ConfigurationProblem?

  /// The running nginx of the examiner's own namespace, the installed one, or the one that the options name; nil for none.
  public init?(machine: any Machine, options: ExaminationOptions) {
    let processes = options.nginxConfiguration == nil ? machine.processes() : []
    let instances = NginxDiscovery(machine: machine, processes: processes, options: options).instances()
    guard let instance = instances.first(where: { $0.view == .own }) ?? instances.first else { return nil }
    resolver = Resolver(instance.configuration)
    refusal = instance.configuration.firstEmergency.flatMap { $0.isAboutAccounts ? nil : $0 }
    tree = MachineTree(
      machine: machine, view: instance.view, identity: instance.worker, mounts: machine.mountTable(of: instance.view))
  }

  /// What it answers; not certain where the examiner itself may not look, nor by a configuration that nginx does not load.
  public func resolve(_ request: Request) -> Answer {
    var answer = resolver.resolve(request, in: tree)
    if let refusal {
      answer.unknown.insert(
        Unknown(
          directive: refusal.directive ?? "the configuration", reason: "nginx refuses it: \(refusal.message)",
          position: refusal.position, effect: .route), at: 0)
    }
    if tree.isPartlyUnseen {
      answer.unknown.append(
        Unknown(
          directive: answer.rootPosition == nil ? "root" : "alias or root",
          reason: "this user may not look at the files; root could",
          position: answer.rootPosition, effect: .route))
    }
    return answer
  }
}
