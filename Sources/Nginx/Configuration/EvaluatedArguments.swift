/// Which arguments nginx evaluates when it answers, and so looks for variables in when it loads.
enum EvaluatedArguments {
  /// The index of the first evaluated argument by directive; all behind it are evaluated too.
  static let first: [String: Int] = [
    "root": 0, "alias": 0, "try_files": 0, "return": 0, "set": 1, "rewrite": 1, "add_header": 1, "proxy_set_header": 1,
    "proxy_pass": 0, "fastcgi_param": 1, "uwsgi_param": 1, "scgi_param": 1, "log_format": 1, "fastcgi_pass": 0,
    "index": 0, "error_page": 1, "auth_basic": 0,
  ]

  static func of(_ directive: Directive) -> ArraySlice<String> {
    if directive.name == "map" { return directive.arguments.prefix(1) }
    if directive.name == "if" {
      return directive.arguments.prefix(1).map { String($0.drop { $0 == "(" }) }.prefix(1)
    }
    return first[directive.name].map { directive.arguments.dropFirst($0) } ?? []
  }

  /// Whether a dollar sign stands in an evaluated argument without a name behind it.
  static func haveNamelessVariable(_ directive: Directive) -> Bool {
    guard directive.name != "if", directive.name != "map" else { return false }
    return of(directive).contains { argument in
      argument.utf8.contains(UInt8(ascii: "$"))
        && Template(argument.byteArray).parts.contains { part in
          if case .text(let text) = part { text.contains(UInt8(ascii: "$")) } else { false }
        }
    }
  }
}
