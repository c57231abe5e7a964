import Linux
import Nginx
import SystemPackage

/// The places that configurations and settings name, with whose rights they are looked at.
struct NamedPlaces {
  /// Where the examination looks of its own accord, whoever names what they lie in.
  private static let own = ["/etc", "/run", "/usr", "/var/lib", "/var/log"]

  private var found: [Place: Identity?] = [:]

  var places: [Place: Identity?] { found }

  init(nginx: [NginxInstance], applications: [Application]) {
    for instance in nginx { add(instance.configuration.directives, instance) }
    for application in applications {
      for setting in application.layers.all.values where setting.value.contains("/") {
        guard !setting.value.contains("://"), let place = application.place(setting.value) else { continue }
        add(place.at(place.path.lexicallyNormalized()), application.identity)
      }
    }
    for place in Self.own.map({ Place(FilePath($0)) }) where found[place] == nil { found[place] = .some(nil) }
  }

  private static let pathDirectives: Set = ["root", "alias", "auth_basic_user_file", "error_log", "access_log"]

  /// A path as nginx completes it; of one with variables the directory before the first.
  private static func path(_ argument: String, below prefix: String) -> FilePath? {
    var fixed = argument.prefix { $0 != "$" }
    if fixed.count < argument.count {
      guard let slash = fixed.lastIndex(of: "/") else { return nil }
      fixed = fixed[...slash]
    }
    let path = FilePath(bytes: ByteText.bytes(String(fixed)))
    return (path.isAbsolute ? path : FilePath(prefix).appending(path.components)).lexicallyNormalized()
  }

  private mutating func add(_ directives: [Directive], _ instance: NginxInstance) {
    for directive in directives {
      let author = instance.author(of: directive)
      let isPath = Self.pathDirectives.contains(directive.name)
      for argument in directive.arguments where directive.name != "location" && (argument.hasPrefix("/") || isPath) {
        guard let path = Self.path(argument, below: instance.configuration.prefix) else { continue }
        add(Place(path, in: instance.view), author)
      }
      add(directive.block ?? [], instance)
    }
  }

  /// What root names, root looks at, whoever else names it too.
  private mutating func add(_ place: Place, _ author: Identity?) {
    let author = author?.uid == 0 ? nil : author
    if let known = found[place], known == nil { return }
    found[place] = author
  }
}
