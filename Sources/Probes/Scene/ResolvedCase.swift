import Linux
import Nginx
import Notation
import SystemPackage
import Wire

/// What the configuration on the disk makes of a case.
struct ResolvedCase: Sendable {
  let instance: NginxInstance
  let request: Request
  let answer: Answer
  let tree: MachineTree

  /// Whether nothing that the answer depends on is beyond the model or out of sight.
  var isCertain: Bool { answer.isRouteCertain && !tree.isPartlyUnseen }

  /// The file that nginx looks for first; nil where it looks for none.
  var file: Place? {
    let path = answer.candidates.first?.path ?? answer.file
    return path.map { Place(FilePath(bytes: ByteText.bytes($0)), in: instance.view) }
  }

  /// Whether that file is there for the worker to see.
  var isFilePresent: Bool { answer.candidates.first.map { $0.node?.kind == .file } ?? false }

  init(instance: NginxInstance, request: Request, answer: Answer, tree: MachineTree) {
    self.instance = instance
    self.request = request
    self.answer = answer
    self.tree = tree
  }

  init?(_ examined: Case, in scene: Scene) {
    guard let number = examined.nginx, scene.nginx.indices.contains(number) else { return nil }
    instance = scene.nginx[number]
    var request = Request(examined.address, method: examined.method)
    let exchange = scene.exchange(examined)
    if let status = exchange?.response?.status, examined.address.credentials != nil {
      request.learn(fromAnswer: status)
    }
    if let peer = exchange?.peerAddress { request = Self.arriving(request, at: peer) }
    self.request = request
    tree = MachineTree(
      machine: scene.machine, view: instance.view, identity: instance.worker, mounts: scene.mounts(instance.view))
    answer = Resolver(instance.configuration).resolve(request, in: tree)
    // Another machine answers for a name that none of these servers has: this configuration has no part in it.
    if answer.server?.isFallback == true, exchange?.isOfOtherMachine == true, instance.view == .own { return nil }
  }

  /// The request as it arrives at the address that was connected to.
  private static func arriving(_ request: Request, at address: String) -> Request {
    guard let local = IPAddress(address) else { return request }
    var request = request
    request.local = Endpoint(address: local, port: request.local.port)
    request.client = local.family == .ipv6 ? "::1" : "127.0.0.1"
    return request
  }
}

extension Request {
  /// Whether the server takes the user and password that were sent: one that it refuses is as good as none.
  fileprivate mutating func learn(fromAnswer status: Int) {
    if status == 401 { headers.removeAll { $0.name == "Authorization" } } else { isPasswordTaken = true }
  }
}

extension ResolvedCase {
  /// The same case seen from another nginx: for commands on its files.
  func moved(to instance: NginxInstance) -> ResolvedCase {
    ResolvedCase(instance: instance, request: request, answer: answer, tree: tree)
  }
}
