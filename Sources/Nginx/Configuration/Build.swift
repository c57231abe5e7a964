/// What was fixed when an nginx executable was built: its defaults and its modules.
public struct Build: Sendable, Hashable {
  public var version = "1.22.1"
  public var prefix = "/usr/share/nginx"
  public var configurationFile = "/etc/nginx/nginx.conf"
  public var errorLog = "/var/log/nginx/error.log"
  public var accessLog = "/var/log/nginx/access.log"
  /// The workers' account where no `user` directive says otherwise.
  public var user = "nobody"
  public var pidFile = "/run/nginx.pid"
  public var clientBodyTempPath = "/var/lib/nginx/body"
  public var proxyTempPath = "/var/lib/nginx/proxy"
  public var fastcgiTempPath = "/var/lib/nginx/fastcgi"
  public var uwsgiTempPath = "/var/lib/nginx/uwsgi"
  public var scgiTempPath = "/var/lib/nginx/scgi"
  /// The names after `--with-` and `--without-` without these words' dashes, e.g. `http_ssl_module`.
  public var modules: Set<String> = []
  public var withoutModules: Set<String> = []

  public init() {}

  /// The build Debian and Ubuntu ship.
  public static let debian: Build = {
    var build = Build()
    build.user = "www-data"
    build.modules = [
      "http_ssl_module", "http_v2_module", "http_realip_module", "http_auth_request_module", "http_dav_module",
      "http_gzip_static_module", "http_random_index_module", "http_sub_module", "http_addition_module",
      "http_gunzip_module", "http_secure_link_module",
    ]
    return build
  }()

  /// Reads the text after `configure arguments:` as `nginx -V` prints it and as it stands in the executable.
  public static func parse(configureArguments text: String, version: String? = nil) -> Build {
    var build = Build.upstream
    var options: [String: String] = [:]
    for word in words(text) where word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first else { continue }
      if name.hasPrefix("with-"), name.hasSuffix("_module") { build.modules.insert(String(name.dropFirst(5))) }
      if name.hasPrefix("without-") { build.withoutModules.insert(String(name.dropFirst(8))) }
      if parts.count == 2 { options[String(name)] = String(parts[1]) }
    }
    if let version { build.version = version }
    if let prefix = options["prefix"] { build.prefix = prefix }
    func path(_ option: String, _ fallback: String) -> String {
      Paths.absolute(options[option] ?? fallback, from: build.prefix)
    }
    build.configurationFile = path("conf-path", "conf/nginx.conf")
    let errorLog = options["error-log-path"] ?? "logs/error.log"
    build.errorLog = errorLog == "stderr" ? errorLog : Paths.absolute(errorLog, from: build.prefix)
    build.accessLog = path("http-log-path", "logs/access.log")
    build.pidFile = path("pid-path", "logs/nginx.pid")
    build.user = options["user"] ?? "nobody"
    build.clientBodyTempPath = path("http-client-body-temp-path", "client_body_temp")
    build.proxyTempPath = path("http-proxy-temp-path", "proxy_temp")
    build.fastcgiTempPath = path("http-fastcgi-temp-path", "fastcgi_temp")
    build.uwsgiTempPath = path("http-uwsgi-temp-path", "uwsgi_temp")
    build.scgiTempPath = path("http-scgi-temp-path", "scgi_temp")
    return build
  }

  /// What nginx's own configure script sets without any option.
  public static let upstream: Build = {
    var build = Build()
    build.prefix = "/usr/local/nginx"
    return build
  }()

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == " " || character == "\n" {
        if !current.isEmpty { words.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    return current.isEmpty ? words : words + [current]
  }
}
