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
      for setting in application.layers.all.values where setting.value.hasPrefix("/") {
        add(Place(FilePath(setting.value).lexicallyNormalized(), in: application.view), application.lead.identity)
      }
    }
    for place in Self.own.map({ Place(FilePath($0)) }) where found[place] == nil { found[place] = .some(nil) }
  }

  private mutating func add(_ directives: [Directive], _ instance: NginxInstance) {
    for directive in directives {
      let author = instance.author(of: directive)
      for argument in directive.arguments where directive.name != "location" && argument.hasPrefix("/") {
        add(Place(FilePath(bytes: ByteText.bytes(argument)).lexicallyNormalized(), in: instance.view), author)
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
