import SystemPackage

/// A pool of php-fpm: php.net/manual/en/install.fpm.configuration.php.
struct PHPPool: Sendable {
  let name: String
  /// The directives of its section, the last of each name; `php_value[X]`, `php_admin_value[X]` and `env[X]` among them.
  var directives: [String: Setting] = [:]

  var user: String? { directives["user"]?.value }

  /// `/run/php/shop.sock`, `127.0.0.1:9000` or `9000`.
  var listen: String? { directives["listen"]?.value }

  /// What it adds to the environment of each request.
  var environment: [Setting] {
    directives.values.compactMap { setting in
      guard setting.name.hasPrefix("env["), setting.name.hasSuffix("]"), !setting.value.hasPrefix("$") else {
        return nil
      }
      return setting.named(String(setting.name.dropFirst(4).dropLast()))
    }.sorted { $0.name < $1.name }
  }

  /// A value of php.ini as the pool has it: what an administrator sets, none may change.
  func value(_ name: String, isAdmin: Bool) -> Setting? {
    let words = isAdmin ? ["php_admin_value", "php_admin_flag"] : ["php_value", "php_flag"]
    return words.lazy.compactMap { directives["\($0)[\(name)]"]?.named(name) }.first
  }
}
