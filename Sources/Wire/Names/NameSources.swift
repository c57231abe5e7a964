/// What a machine knows about names: the texts of its hosts file and resolver configuration.
public struct NameSources: Sendable, Hashable {
  /// The parsed hosts file.
  public var hosts: HostsFile
  /// The parsed resolver configuration.
  public var resolver: ResolverConfiguration
  /// The port name servers listen on; 53 unless told otherwise.
  public var serverPort: Int

  /// Reads both texts; an empty text stands for a file that is missing.
  public init(hosts: String = "", resolvConf: String = "", serverPort: Int = 53) {
    self.hosts = HostsFile(parsing: hosts)
    self.resolver = ResolverConfiguration(parsing: resolvConf)
    self.serverPort = serverPort
  }
}
