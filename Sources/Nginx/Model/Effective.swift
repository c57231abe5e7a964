/// The values of settings in force in one block, with nginx's defaults.
public struct Effective: Sendable {
  let scope: Scope
  let configuration: Configuration.Environment

  init(_ scope: Scope, _ configuration: Configuration.Environment) {
    self.scope = scope
    self.configuration = configuration
  }

  /// The directives of this name in force: all of those in the innermost block that has any.
  ///
  /// `root` and `alias` share one slot, as do `allow` and `deny`; rewrite directives, `try_files` and content handlers
  /// are not inherited.
  public func directives(_ name: String) -> [Directive] {
    switch name {
    case "root", "alias": scope.documentRoot.map { [$0.directive] }?.filter { $0.name == name } ?? []
    case "allow", "deny": scope.effective("allow", "deny").filter { $0.name == name }
    default: scope.effective(name)
    }
  }

  /// The `root` or `alias` in force, nil for the built-in `html` below the prefix.
  public var documentRoot: Directive? { scope.documentRoot?.directive }

  /// The directory `root` or `alias` names, made absolute; it may hold variables.
  public var documentRootPath: String {
    let argument = scope.documentRoot?.directive.arguments.first ?? "html"
    return argument.hasPrefix("$") ? argument : Paths.absolute(argument, from: configuration.prefix)
  }

  /// The largest accepted body in bytes; nil for unlimited.
  public var maxBodySize: Int? {
    guard let text = scope.single("client_max_body_size")?.arguments.first else { return 1 << 20 }
    let size = Amounts.size(text) ?? 1 << 20
    return size == 0 ? nil : size
  }

  public var clientBodyTempPath: String {
    path("client_body_temp_path", default: configuration.build.clientBodyTempPath)
  }

  public var proxyTempPath: String { path("proxy_temp_path", default: configuration.build.proxyTempPath) }

  public var fastcgiTempPath: String { path("fastcgi_temp_path", default: configuration.build.fastcgiTempPath) }

  /// The error logs in force.
  public var errorLogs: [LogTarget] {
    var logs = scope.effective("error_log")
    if logs.isEmpty { logs = configuration.main.filter { $0.name == "error_log" } }
    let targets = logs.compactMap { $0.arguments.first.map(target) }
    return targets.isEmpty ? [target(configuration.build.errorLog)] : targets
  }

  /// The access logs in force.
  public var accessLogs: [LogTarget] {
    let logs = scope.effective("access_log")
    if logs.contains(where: { $0.arguments == ["off"] }) { return [.off] }
    return logs.isEmpty
      ? [.file(configuration.build.accessLog)] : logs.compactMap { $0.arguments.first.map(target) }
  }

  /// The first argument of a scalar setting, nil where only the default holds.
  public func value(_ name: String) -> String? { scope.single(name)?.arguments.first }

  private func path(_ name: String, default fallback: String) -> String {
    Paths.absolute(scope.single(name)?.arguments.first ?? fallback, from: configuration.prefix)
  }

  private func target(_ text: String) -> LogTarget {
    if text == "stderr" { return .standardError }
    if text == "off" { return .file(Paths.absolute(text, from: configuration.prefix)) }
    if text.hasPrefix("syslog:") { return .syslog(String(text.dropFirst(7))) }
    return .file(Paths.absolute(text, from: configuration.prefix))
  }
}
