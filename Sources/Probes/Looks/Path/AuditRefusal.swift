import Facts

/// One refusal in an audit record: `avc: denied { read } … comm="nginx" name="a.jpg"` of SELinux,
/// `apparmor="DENIED" operation="open" … name="/srv/a.jpg" … comm="nginx"` of AppArmor.
struct AuditRefusal: Equatable {
  let module: LogMACDenied.Module
  let program: String
  let operation: String
  /// A whole path from AppArmor, the last component from SELinux.
  let name: String
  let context: String?
  let label: String?

  init?(_ line: String) {
    func field(_ name: String) -> String? {
      guard let range = line.firstRange(of: " \(name)=") else { return nil }
      let rest = line[range.upperBound...]
      guard rest.first == "\"" else { return rest.split(separator: " ").first.map(String.init) }
      return rest.dropFirst().split(separator: "\"", omittingEmptySubsequences: false).first.map(String.init)
    }
    guard let program = field("comm") else { return nil }
    if line.contains("apparmor=\"DENIED\""), let name = field("name") {
      (module, operation, self.name) = (.apparmor, field("operation") ?? "open", name)
      (context, label) = (field("profile"), nil)
    } else if let denied = line.firstRange(of: "avc:  denied  {") ?? line.firstRange(of: "avc: denied {"),
      line.contains("permissive=0") || !line.contains("permissive="), let name = field("path") ?? field("name")
    {
      module = .selinux
      operation = line[denied.upperBound...].prefix { $0 != "}" }.split(separator: " ").joined(separator: " ")
      self.name = name
      (context, label) = (field("scontext"), field("tcontext"))
    } else {
      return nil
    }
    self.program = program
  }

  var isWebServer: Bool { ["nginx", "openresty", "angie"].contains(program) }
}
