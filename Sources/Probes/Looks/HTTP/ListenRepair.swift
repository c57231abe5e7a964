import Diagnostics
import Nginx

/// The listen directive that a server lacks for an address family.
enum ListenRepair {
  static func data(instance: NginxInstance, host: String, port: Int, addsIPv6: Bool) -> [String: Value] {
    let servers = instance.configuration.servers.filter { $0.listens.contains { $0.port == port } }
    guard let server = servers.first(where: { $0.names.contains(host) }) ?? servers.first,
      let listen = server.listens.first(where: { $0.port == port }), let position = listen.position
    else { return [:] }
    let flags = (listen.isTLS ? " ssl" : "") + (listen.isDefaultServer ? " default_server" : "")
    let added = addsIPv6 ? "listen [::]:\(port)\(flags);" : "listen \(port)\(flags);"
    let command = "sed -i '\(position.line)s/$/ \(added)/' \(position.file.shellQuoted) && \(instance.reloadCommand)"
    return ["file": .string(position.file), "line": .int(position.line), "commands": .list([.string(command)])]
  }
}
