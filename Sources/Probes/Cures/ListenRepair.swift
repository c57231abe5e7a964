import Diagnostics
import Nginx
import Notation
import SystemPackage

/// The listen directive that a server lacks for an address family.
enum ListenRepair {
  /// The listen directive for one address of the machine.
  static func change(instance: NginxInstance, host: String, port: Int, address: String) -> ConfigurationChange? {
    let shown = address.contains(":") ? "[\(address)]" : address
    return change(instance: instance, host: host, port: port) { flags in "listen \(shown):\(port)\(flags);" }
  }

  static func change(instance: NginxInstance, host: String, port: Int, addsIPv6: Bool) -> ConfigurationChange? {
    change(instance: instance, host: host, port: port) { flags in
      addsIPv6 ? "listen [::]:\(port)\(flags);" : "listen \(port)\(flags);"
    }
  }

  private static func change(
    instance: NginxInstance, host: String, port: Int, adding line: (String) -> String
  ) -> ConfigurationChange? {
    let servers = instance.configuration.servers.filter { $0.listens.contains { $0.port == port } }
    guard let server = servers.first(where: { $0.names.contains(host) }) ?? servers.first,
      let listen = server.listens.first(where: { $0.port == port }), let position = listen.position
    else { return nil }
    let flags = (listen.isTLS ? " ssl" : "") + (listen.isDefaultServer ? " default_server" : "")
    let added = line(flags)
    let edit = SedScript.substitute("$", by: " \(added)", on: .number(position.line)).command(
      on: FilePath(position.file))
    return ConfigurationChange(position: position, commands: ["\(edit) && \(instance.reloadCommand)"])
  }
}
