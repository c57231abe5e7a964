extension Configuration {
  /// The configuration with nginx's complaint about a `user` directive that names an account or a group which the machine
  /// does not have (`ngx_set_user`). A master without root's rights only warns of the directive.
  public func checked(users: Set<String>, groups: Set<String>) -> Configuration {
    guard let directive = directives.first(where: { $0.name == "user" }), let user = directive.arguments.first else {
      return self
    }
    let group = directive.arguments.dropFirst().first ?? user
    let message: String
    if !users.contains(user) {
      message = "getpwnam(\"\(user)\") failed"
    } else if !groups.contains(group) {
      message = "getgrnam(\"\(group)\") failed"
    } else {
      return self
    }
    var checked = self
    checked.add(ConfigurationProblem(severity: .emergency, message: message, position: directive.endPosition))
    return checked
  }
}
