/// What a directive's name says about its arguments, looked up once per name.
struct NameRole: Sendable {
  /// The index of the first argument that is evaluated when nginx answers; all behind it are evaluated too.
  var firstEvaluated: Int?
  /// Whether the first or the last argument is a variable that the directive defines.
  var definesFirst = false
  var definesLast = false
  /// Whether the directive may stand once in a block though its arguments are of their own kind.
  var isSingle = false

  private static let evaluated: [String: Int] = [
    "root": 0, "alias": 0, "try_files": 0, "return": 0, "set": 1, "rewrite": 1, "add_header": 1, "proxy_set_header": 1,
    "proxy_pass": 0, "fastcgi_param": 1, "uwsgi_param": 1, "scgi_param": 1, "log_format": 1, "fastcgi_pass": 0,
    "index": 0, "error_page": 1, "auth_basic": 0, "map": 0, "if": 0,
  ]

  init(_ name: String) {
    firstEvaluated = NameRole.evaluated[name]
    definesFirst = ["set", "auth_request_set", "perl_set", "js_set", "js_var"].contains(name)
    definesLast = ["map", "geo", "split_clients"].contains(name)
    isSingle = ArgumentCheck.single.contains(name)
  }

  /// Whether a dollar sign stands in an evaluated argument without a name behind it.
  func hasNamelessVariable(_ directive: Directive) -> Bool {
    guard let firstEvaluated, directive.name != "if", directive.name != "map" else { return false }
    return directive.arguments.dropFirst(firstEvaluated).contains { argument in
      argument.utf8.contains(UInt8(ascii: "$"))
        && Template(argument.byteArray).parts.contains { part in
          if case .text(let text) = part { text.contains(UInt8(ascii: "$")) } else { false }
        }
    }
  }
}
