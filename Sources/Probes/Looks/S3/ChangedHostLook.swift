import Diagnostics
import Facts
import Nginx
import Notation
import Wire

/// Whether a signature is refused because an nginx of this machine, before the store, asks it by another host.
struct ChangedHostLook {
  let context: StoreContext

  func record() async {
    guard let base = context.store.base, context.store.style == .path else { return }
    let scene = context.scene
    let discovery = CaseDiscovery(
      machine: scene.machine, options: scene.options, nginx: scene.nginx, routes: scene.routes, listings: [:],
      tables: [:], ports: scene.nginxPorts)
    let examined = discovery.target(
      S3Endpoint(base: base, bucket: context.bucket, style: .path).url(), .sample, method: "GET")
    guard let resolved = ResolvedCase(examined, in: scene), resolved.answer.server?.names.contains(base.host) == true
    else { return }
    let editor = ConfigurationEditor(examined: examined, resolved: resolved, scene: scene)
    guard let request = UpstreamRequest(editor), request.host != base.authority else { return }
    let straight = await context.client.send(
      .init(
        query: [("list-type", "2"), ("max-keys", "1")], destination: UpstreamRequest.destination(request.address)))
    guard let straight, straight.isFromStore, straight.refusal != .signature else { return }
    let own = editor.settings?.directives("proxy_set_header").last { $0.arguments.first?.lowercased() == "host" }
    let commands =
      own.map { editor.rewriting($0, to: [$0.arguments[0], "$http_host"]) }
      ?? editor.settingHeaders([("Host", "$http_host")])
    context.record(
      S3HostChanged(
        commands: commands, directive: own?.text, file: (own?.position ?? resolved.answer.upstream?.position)?.file,
        line: (own?.position ?? resolved.answer.upstream?.position)?.line, sent: request.host, signed: base.authority),
      "nginx, which answers for \(base.authority), asks the store as \(request.host); asked as \(base.authority), for which clients sign, the store at \(request.address) takes the signature"
    )
  }
}
